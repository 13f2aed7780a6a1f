import { allHandlersFinished, CancellationScope, condition } from '@temporalio/workflow';
import type { OrderRequest, Termination } from '../contracts/orders.js';
import { SPANS } from '../telemetry/names.js';
import { inSpan, type SpanHandle } from '../telemetry/spans.js';
import { inventory, orders, payments } from './activities.js';
import { Journal } from './saga/journal.js';
import type { PlaceOrderInput, PlaceOrderResult } from '../contracts/place-order.js';
import { Placement } from './placement.js';
import { Saga } from './saga/saga.js';
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

async function place(input: PlaceOrderInput, tracing: SpanHandle<typeof SPANS.executeSaga>): Promise<PlaceOrderResult> {
  const { orderId, userId, paymentMethod, requestFingerprint } = input;
  const order: OrderRequest = { orderId, userId, paymentMethod, requestFingerprint };
  const journal = new Journal();
  const placement = new Placement(input, journal, async (expiresAt) => {
    await inventory.extendReservation({ orderId, expiresAt });
    await orders.extendOrderReservation({ orderId, expiresAt });
  });
  const saga = new Saga<Termination>(placement, journal, tracing);
  try {
    const pricedOrder = await saga.step(STEPS.price, {
      run: () => orders.priceOrder(input.lines),
      spanAttributes: ({ totalAmount }) => ({ total_amount: totalAmount }),
    });
    const { items, totalAmount, currency } = pricedOrder;
    placement.setTotalAmount(totalAmount);
    const stock = { orderId, lines: items.map(({ productId, quantity }) => ({ productId, quantity })) };
    const charge = {
      orderId,
      userId,
      amount: totalAmount,
      currency,
      method: paymentMethod,
      sealedToken: input.sealedPaymentToken,
    };

    const { paymentId } = await placement.withReservation(async (expiresAt) => {
      await saga.step(STEPS.reserve, {
        run: () => inventory.reserveStock({ ...stock, expiresAt }),
        compensate: () => inventory.releaseStock(stock),
      });

      await saga.step(STEPS.create, {
        run: () => orders.createOrder({ ...order, ...pricedOrder, reservationExpiresAt: expiresAt }),
        compensate: (termination) => orders.endOrder({ order, termination, paymentId: placement.paymentIdIfPaid }),
      });
      placement.accept();

      return saga.step(STEPS.pay, {
        run: () => placement.waitForPayment(() => payments.processPayment(charge)),
        compensate: () => payments.cancelPayment(charge),
        spanAttributes: ({ paymentId }) => ({ 'payment.id': paymentId }),
      });
    });

    placement.markPaid(paymentId);
    await saga.step(STEPS.confirmStock, {
      run: () => inventory.confirmStock(stock),
      compensate: () => inventory.restock(stock),
    });
    // Paid and confirmed: from here only forward.
    await saga.step(STEPS.confirmOrder, {
      run: () => CancellationScope.nonCancellable(() => orders.confirmOrder({ orderId, paymentId })),
    });
    placement.markConfirmed();
  } catch (error) {
    tracing.fail(error);
    await saga.compensate(placement.fail(error));
  }
  if (!allHandlersFinished()) await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  const result = placement.result();
  tracing.setAttributes({ status: result.status });
  return result;
}
