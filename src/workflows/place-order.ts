import { allHandlersFinished, CancellationScope, condition } from '@temporalio/workflow';
import type { Ending, OrderRequest } from '../domains/orders/orders.service.js';
import { SPANS } from '../telemetry/names.js';
import { inSpan, type Tracing } from '../telemetry/spans.js';
import { inventory, orders, payments } from './activities.js';
import { Journal } from './journal.js';
import type { PlaceOrderInput, PlaceOrderResult } from './messages.js';
import { Placement } from './placement.js';
import { Saga } from './saga.js';
import { STEPS } from './steps.js';

/**
 * Places an order: holds its stock, takes its payment and confirms it, or leaves nothing behind.
 *
 * @returns how it ended; a business refusal is an outcome, not a failure of the run
 * @throws CancelledFailure when the run itself was cancelled, after everything was undone
 */
export function placeOrder(input: PlaceOrderInput): Promise<PlaceOrderResult> {
  return inSpan(SPANS.executeSaga, {}, (tracing) => place(input, tracing));
}

async function place(input: PlaceOrderInput, tracing: Tracing<typeof SPANS.executeSaga>): Promise<PlaceOrderResult> {
  const { orderId, userId, paymentMethod, requestFingerprint } = input;
  const order: OrderRequest = { orderId, userId, paymentMethod, requestFingerprint };
  const journal = new Journal();
  const placement = new Placement(input, journal, async (expiresAt) => {
    await inventory.extendReservation({ orderId, expiresAt });
    await orders.extendOrderReservation({ orderId, expiresAt });
  });
  const saga = new Saga<Ending>(placement, journal, tracing);
  try {
    const priced = await saga.step(STEPS.price, {
      run: () => orders.priceOrder(input.lines),
      trace: ({ totalAmount }) => ({ total_amount: totalAmount }),
    });
    const { items, totalAmount, currency } = priced;
    placement.priced(totalAmount);
    const stock = { orderId, lines: items.map(({ productId, quantity }) => ({ productId, quantity })) };
    const charge = {
      orderId,
      userId,
      amount: totalAmount,
      currency,
      method: paymentMethod,
      sealedToken: input.sealedPaymentToken,
    };

    const { paymentId } = await placement.whileHeld(async (expiresAt) => {
      await saga.step(STEPS.reserve, {
        run: () => inventory.reserveStock({ ...stock, expiresAt }),
        compensate: () => inventory.releaseStock(stock),
      });

      await saga.step(STEPS.create, {
        run: () => orders.createOrder({ ...order, ...priced, reservationExpiresAt: expiresAt }),
        compensate: (ending) => orders.endOrder({ order, ending, paymentId: placement.paidBy }),
      });
      placement.accept();

      return saga.step(STEPS.pay, {
        run: () => placement.untilPaid(() => payments.processPayment(charge)),
        compensate: () => payments.cancelPayment(charge),
        trace: ({ paymentId }) => ({ 'payment.id': paymentId }),
      });
    });

    placement.paid(paymentId);
    await saga.step(STEPS.confirmStock, {
      run: () => inventory.confirmStock(stock),
      compensate: () => inventory.restock(stock),
    });
    // Paid and confirmed: from here only forward.
    await saga.step(STEPS.confirmOrder, {
      run: () => CancellationScope.nonCancellable(() => orders.confirmOrder({ orderId, paymentId })),
    });
    placement.confirmed();
  } catch (error) {
    tracing.fail(error);
    await saga.compensate(placement.leave(error));
  }
  if (!allHandlersFinished()) await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  const result = placement.result();
  tracing.set({ status: result.status });
  return result;
}
