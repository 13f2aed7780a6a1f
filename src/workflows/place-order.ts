import { allHandlersFinished, CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { CancelConfirmedOrderInput } from '../contracts/cancel-confirmed-order.js';
import type { OrderRequest, Termination } from '../contracts/orders.js';
import type { PlaceOrderInput, PlaceOrderResult } from '../contracts/place-order.js';
import { SPANS } from '../telemetry/names.js';
import { inSpan, type SpanHandle } from '../telemetry/spans.js';
import { inventory, orders, payments } from './activities.js';
import { cancelPayment } from './cancel-payment.js';
import { isRejection } from './failures.js';
import { handleRetries } from './handle-retries.js';
import { Attention } from './observers/attention.js';
import { Journal } from './observers/journal.js';
import { RollbackTracing, StepTracing } from './observers/tracing.js';
import { handleMessages } from './place-order/handlers.js';
import { cancelUnseenOrder, findUnseenOrder, isConfirmed, storedAmount } from './place-order/earlier-run.js';
import { assertPlaceOrderInput } from './place-order/input.js';
import { Placement } from './place-order/placement.js';
import { startCancelRun } from './place-order/start-cancel-run.js';
import { Saga } from './saga/saga.js';
import type { PaymentReceipt } from '../contracts/payments.js';
import { STEPS, type PlacementStep } from './steps.js';

/** The payment of the order; without a status when an earlier run confirmed the order. */
type PaidOrder = Pick<PaymentReceipt, 'paymentId'> & Partial<Pick<PaymentReceipt, 'status'>>;

/**
 * Places an order: reserves its stock, takes its payment and confirms it, or compensates every step.
 *
 * @returns the outcome; a rejected or failed order is an outcome, not a failure of the run
 * @throws CancelledFailure when the run itself was cancelled, after the compensations
 */
export function placeOrder(input: PlaceOrderInput): Promise<PlaceOrderResult> {
  return inSpan(SPANS.executeSaga, {}, (span) => place(input, span));
}

async function place(input: PlaceOrderInput, span: SpanHandle<typeof SPANS.executeSaga>): Promise<PlaceOrderResult> {
  assertPlaceOrderInput(input);
  const { orderId, userId, paymentMethod, requestFingerprint } = input;
  const order: OrderRequest = { orderId, userId, paymentMethod, requestFingerprint };
  const journal = new Journal();
  const placement = new Placement(input);
  handleMessages(input, placement, journal, async (expiresAt) => {
    await inventory.extendReservation({ orderId, expiresAt });
    await orders.extendOrderReservation({ orderId, expiresAt });
  });
  const attention = new Attention();
  const saga = new Saga<PlacementStep, Termination>({
    observers: [placement, journal, attention, new StepTracing(span), new RollbackTracing()],
    stuckAfter: '1 minute',
  });
  let finishEarlierRun: () => void = () => undefined;
  handleRetries(saga);
  let compensable: Pick<CancelConfirmedOrderInput, 'stock' | 'charge'> | undefined;
  try {
    const pricedOrder = await saga.step(STEPS.price, {
      run: () =>
        orders.priceOrder({
          orderId,
          lines: input.lines,
          payment: { method: paymentMethod, hasToken: input.sealedPaymentToken !== undefined },
        }),
      details: ({ totalAmount }) => ({ total_amount: totalAmount }),
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
      ...(input.paymentCapture && { capture: input.paymentCapture }),
    };
    compensable = { stock, charge };

    let orderEnded = false;
    const endOrder = async (ending: Termination) => {
      placement.adoptEnding(
        await orders.endOrder({ order, ending, paymentId: placement.state.paymentId ?? undefined }),
      );
      orderEnded = true;
    };
    const undoPayment = () => cancelPayment(charge);
    finishEarlierRun = () => {
      saga.addCompensation(STEPS.create, endOrder);
      saga.addCompensation(STEPS.pay, undoPayment);
    };

    const paid = await placement.withReservation(async (expiresAt): Promise<PaidOrder> => {
      await saga.step(STEPS.reserve, {
        run: () => inventory.reserveStock({ ...stock, expiresAt }),
        compensate: () => inventory.releaseStock({ ...stock, ...(orderEnded && { orderEnded }) }),
      });

      const stored = await saga.step(STEPS.create, {
        run: () => orders.createOrder({ ...order, ...pricedOrder, reservationExpiresAt: expiresAt }),
        compensate: endOrder,
      });
      placement.accept(stored);
      if (isConfirmed(stored)) {
        saga.addCompensation(STEPS.pay, undoPayment);
        return { paymentId: stored.paymentId };
      }

      return saga.step(STEPS.pay, {
        run: () => placement.waitForPayment(() => payments.processPayment({ ...charge, ...storedAmount(stored) })),
        compensate: undoPayment,
        details: ({ paymentId }) => ({ 'payment.id': paymentId }),
      });
    });

    const { paymentId } = paid;
    const mustCapture = paid.status === 'authorized';
    if (mustCapture) placement.markAuthorized();
    else placement.markPaid(paymentId);
    await saga.step(STEPS.confirmStock, {
      run: () => inventory.confirmStock(stock),
      compensate: () => inventory.restock(stock),
    });
    if (mustCapture) {
      await saga.step(STEPS.capture, {
        run: () => payments.capturePayment({ orderId }),
        details: () => ({ 'payment.id': paymentId }),
      });
      placement.markPaid(paymentId);
    }
    // A paid order whose stock is confirmed only goes forward: this step has no compensation and cannot be cancelled.
    await saga.step(STEPS.confirmOrder, {
      run: () => CancellationScope.nonCancellable(() => orders.confirmOrder({ orderId, paymentId })),
    });
    placement.markConfirmed();
  } catch (error) {
    const unseen = isCancellation(error) ? await findUnseenOrder(orderId, placement.state.status) : undefined;
    if (!unseen || !placement.adopt(unseen)) {
      span.fail(error);
      const termination = placement.fail(error);
      if (unseen) await cancelUnseenOrder(order, unseen, termination);
      // Released stock means that an earlier run of the order ended it, or began to: a reset repeats its steps.
      if (isRejection(error, 'reservation_closed')) finishEarlierRun();
      const compensated = await saga.compensate(termination);
      if (!compensated && compensable) {
        await startCancelRun({ order, ...compensable, ending: termination });
        attention.clear();
      }
    }
  }
  if (!allHandlersFinished()) await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  const result = placement.end();
  span.setAttributes({ status: result.status });
  return result;
}
