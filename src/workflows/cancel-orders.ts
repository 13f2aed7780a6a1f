import {
  CancellationScope,
  getExternalWorkflowHandle,
  setCurrentDetails,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type { CancellationOutcome, CancelOrdersInput, OrderCancellations } from '../contracts/cancel-orders.js';
import type { OrderSnapshot, Termination } from '../contracts/orders.js';
import type { PaymentMethod } from '../contracts/payments.js';
import { orderWorkflowId } from '../contracts/workflow-ids.js';
import { orders } from './activities.js';
import { cancellations, cancelOrder } from './messages.js';
import { startCancelRun } from './place-order/start-cancel-run.js';

/** Orders whose cancellation is requested at one time. */
const CONCURRENCY = 20;
/** The pauses between two looks at the orders. A compensation that takes longer is visible as stuck. */
const PAUSES_SECONDS = [1, 2, 4, 8, 15, 30, 60, 60, 60, 60];

/**
 * Cancels orders and reports what became of each. It only requests the cancellations: the run of each order carries out its own, so
 * a slow one delays no other, and all go on when this run is terminated.
 */
export async function cancelOrders({
  orderIds,
  reason,
  notRefundable = [],
}: CancelOrdersInput): Promise<OrderCancellations> {
  const outcomes = new Map<string, CancellationOutcome>(
    orderIds.map((orderId) => [orderId, notRefundable.includes(orderId) ? 'not_cancellable' : 'requested']),
  );
  const result = () => [...outcomes].map(([orderId, outcome]) => ({ orderId, outcome }));
  const open = () => [...outcomes].filter(([, outcome]) => outcome === 'requested').map(([orderId]) => orderId);
  setHandler(cancellations, result);
  const ending: Termination = { status: 'cancelled', reason, actor: 'operator' };

  return CancellationScope.nonCancellable(async () => {
    const asked = new Map<string, Request>();
    for (const pause of [0, ...PAUSES_SECONDS]) {
      if (pause > 0) await sleep(pause * 1_000, { summary: 'Wait for the cancellations' });
      const remaining = open();
      if (remaining.length === 0) break;
      const snapshots = new Map((await orders.orderFacts(remaining)).map((order) => [order.orderId, order]));
      const toAsk: OrderSnapshot[] = [];
      for (const orderId of remaining) {
        const order = snapshots.get(orderId);
        const outcome = outcomeOf(order, asked.has(orderId));
        outcomes.set(orderId, outcome);
        // A signal that arrives while the order is confirmed has no effect.
        const mustAsk = asked.get(orderId) === 'signalled' ? order?.status === 'confirmed' : !asked.has(orderId);
        if (order && outcome === 'requested' && mustAsk) toAsk.push(order);
      }
      for (let i = 0; i < toAsk.length; i += CONCURRENCY) {
        await Promise.all(
          toAsk.slice(i, i + CONCURRENCY).map(async (order) => {
            asked.set(order.orderId, await request(order, ending));
          }),
        );
      }
      setCurrentDetails(`${outcomes.size - open().length} of ${outcomes.size} orders are decided`);
    }
    for (const orderId of open()) outcomes.set(orderId, 'unfinished');
    return result();
  });
}

function outcomeOf(order: OrderSnapshot | undefined, wasAsked: boolean): CancellationOutcome {
  switch (order?.status) {
    case undefined:
      return 'not_found';
    case 'cancelled':
      return wasAsked ? 'cancelled' : 'already_cancelled';
    case 'failed':
      return 'not_cancellable';
    case 'pending':
    case 'paid':
    case 'confirmed':
      return 'requested';
  }
}

/** The run of the placement was signalled, or a run that cancels the order was started. */
type Request = 'signalled' | 'started';

/** Asks the run that places the order; without one, starts the run that cancels confirmed orders. Idempotent. */
async function request(order: OrderSnapshot, ending: Termination): Promise<Request> {
  const { orderId, userId, amount, currency, paymentMethod, requestFingerprint, lines = [] } = order;
  if (order.status !== 'confirmed') {
    const { reason, actor } = ending;
    const signalled = await getExternalWorkflowHandle(orderWorkflowId(orderId))
      .signal(cancelOrder, { reason: reason ?? undefined, actor })
      .then(
        () => true,
        // The run has closed, or was never there.
        () => false,
      );
    if (signalled) return 'signalled';
  }
  await startCancelRun({
    order: { orderId, userId, paymentMethod, requestFingerprint },
    charge: { orderId, userId, amount, currency, method: paymentMethod as PaymentMethod },
    stock: { orderId, lines },
    ending,
  });
  return 'started';
}
