import { ActivityCancellationType, CancellationScope, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { InventoryActivities } from '../../../src/activities/inventory.js';
import type { OrdersActivities } from '../../../src/activities/orders.js';
import type { PaymentsActivities } from '../../../src/activities/payments.js';
import type { OrderLine } from '../../../src/contracts/orders.js';
import type { MarkPaid } from '../mark-paid.js';
import { queuesOf } from '../queues.js';

const queues = queuesOf('naive-saga');
const startToCloseTimeout = '1 minute';
const orders = proxyActivities<OrdersActivities & MarkPaid>({ startToCloseTimeout, taskQueue: queues.orders });
const inventory = proxyActivities<InventoryActivities>({ startToCloseTimeout, taskQueue: queues.inventory });
const payments = proxyActivities<PaymentsActivities>({
  startToCloseTimeout,
  taskQueue: queues.payments,
  heartbeatTimeout: '10 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export interface NaiveSagaInput {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: readonly OrderLine[];
  readonly sealedToken: string;
}

/** A saga as in tutorials: a remote activity for each step, stock item by item, a list of compensations. */
export async function naiveSaga(input: NaiveSagaInput): Promise<{ status: 'confirmed' | 'cancelled' }> {
  const { orderId, userId, lines, sealedToken } = input;
  const method = 'credit_card';
  const expiresAt = new Date(workflowInfo().startTime.getTime() + 900_000).toISOString();
  const order = { orderId, userId, paymentMethod: method, requestFingerprint: null };
  const compensations: (() => Promise<unknown>)[] = [];
  try {
    const priced = await orders.priceOrder({ orderId, lines });
    for (const { productId, quantity } of priced.items) {
      const line = { orderId, lines: [{ productId, quantity }] };
      compensations.unshift(() => inventory.releaseStock(line));
      await inventory.reserveStock({ ...line, expiresAt });
    }
    const termination = { status: 'cancelled', reason: 'failed', actor: 'system' } as const;
    compensations.unshift(() => orders.endOrder({ order, ending: termination }));
    await orders.createOrder({ ...order, ...priced, reservationExpiresAt: expiresAt });
    const { totalAmount: amount, currency } = priced;
    const charge = { orderId, userId, amount, currency, method, sealedToken } as const;
    compensations.unshift(() => payments.cancelPayment(charge));
    const { paymentId } = await payments.processPayment(charge);
    await orders.markPaid({ orderId, paymentId });
    await inventory.confirmStock({ orderId, lines });
    await orders.confirmOrder({ orderId, paymentId });
    return { status: 'confirmed' };
  } catch {
    await CancellationScope.nonCancellable(async () => {
      for (const compensate of compensations) await compensate();
    });
    return { status: 'cancelled' };
  }
}
