import { z } from 'zod';
import { OrderArchived, OrderNotCancellable } from '../../domains/orders/errors.js';
import type { OrderStatus, StatusReason } from '../../contracts/orders.js';
import type { Order } from '../../domains/orders/order.entity.js';
import { assertInRefundWindow } from '../../domains/payments/refund-window.js';
import { isOperator } from '../auth/user.js';
import { isTemporalOutage } from '../dependencies/outages.js';
import { changeEntry } from '../changes/change-origin.js';
import { text } from '../http/fields.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';
import type { Services } from '../services.js';
import { getVisibleOrder, orderParams, viewOrder } from './order-views.js';
import { orderRepresentation } from '../../representations/order.js';

const cancelBody = z
  .strictObject({ reason: text(500).optional().meta({ description: 'Shown as `status_reason` of the order.' }) })
  .meta({ id: 'Cancellation', example: { reason: 'changed my mind' } });

/** How a cancellation request is handled, by status of the order. */
const CANCELLATION_ACTION: Record<OrderStatus, 'signal_run' | 'start_cancellation' | 'already_cancelled' | 'reject'> = {
  pending: 'signal_run',
  paid: 'signal_run',
  confirmed: 'start_cancellation',
  cancelled: 'already_cancelled',
  failed: 'reject',
};

function isCancellable({ status }: Order): boolean {
  return ['signal_run', 'start_cancellation'].includes(CANCELLATION_ACTION[status]);
}

export const cancelOrder = defineRoute({
  method: 'post',
  path: '/v1/orders/:id/cancel',
  operationId: 'cancelOrder',
  summary: 'Cancel an order',
  description:
    'Releases or restocks the stock and voids or refunds the payment. The response does not wait for it: follow ' +
    '`status` to see when the order is `cancelled`. A repeated request resumes a cancellation that was interrupted.',
  access: 'owner_or_operator',
  scope: 'orders:write',
  params: orderParams,
  headers: idempotencyHeaders,
  body: cancelBody.optional(),
  responses: {
    202: { description: 'The order is being cancelled.', body: orderRepresentation },
    200: { description: 'The order is already cancelled.', body: orderRepresentation },
  },
  problems: problems(
    'order_not_found',
    'order_not_cancellable',
    'order_archived',
    'refund_window_closed',
    'idempotency_key_reused',
  ),
  async handler(request, services) {
    const { user, params, body } = request;
    const order = await getVisibleOrder(services.orders, params.id, user);
    if (order.archived && isCancellable(order)) throw new OrderArchived(order.id);
    const actor = order.userId === user.id ? 'customer' : 'operator';
    const key = requestKey(request, 'cancelOrder');
    await services.changes.orders.assertSameRequest(key);
    if (order.status === 'confirmed') await assertRefundable(order, services);
    if (isOperator(user) && isCancellable(order)) {
      const change = { before: { status: order.status }, after: { reason: body?.reason ?? null } };
      const entry = { ...changeEntry(request, key), action: 'order.cancellation_requested' } as const;
      await services.changeLog.record({ ...entry, ...change, subjectId: order.id });
    }
    const outcome = await cancel(order, { reason: body?.reason ?? 'cancel_requested', actor }, services);
    return {
      status: outcome === 'requested' ? 202 : 200,
      body: await viewOrder(await services.orders.get(order.id), services.payments),
    };
  },
});

/** Without the refund, the customer would lose both the goods and the money. @throws RefundWindowClosed */
async function assertRefundable({ id }: Order, { payments, gateway }: Services): Promise<void> {
  const [payment] = await payments.findByOrders([id]);
  if (payment) assertInRefundWindow(gateway.capabilities, payment);
}

/**
 * Requests the cancellation of an order.
 *
 * @throws OrderNotCancellable
 */
async function cancel(
  order: Order,
  request: StatusReason,
  services: Services,
): Promise<'requested' | 'already_cancelled'> {
  switch (CANCELLATION_ACTION[order.status]) {
    case 'already_cancelled':
      await resumeCompensation(order, services);
      return 'already_cancelled';
    case 'start_cancellation':
      await startCancellation(order, request, services);
      return 'requested';
    case 'signal_run': {
      const signalled = await services.runs.cancel(order.id, { ...request, reason: request.reason ?? undefined });
      if (signalled) return 'requested';
      // A run sets the final status before it closes. Without one it was terminated, so nothing else handles the order.
      const latest = await services.orders.get(order.id);
      if (latest.status !== order.status) return cancel(latest, request, services);
      await startCancellation(latest, request, services);
      return 'requested';
    }
    case 'reject':
      await resumeCompensation(order, services);
      throw new OrderNotCancellable(order.id, order.status);
  }
}

/** A run that was terminated between its compensations left money or stock behind, although the order has ended. */
async function resumeCompensation(order: Order, services: Services): Promise<void> {
  const { payments, paymentRuns, runs } = services;
  try {
    if (await runs.isDead(order.id)) {
      await startCancellation(order, { reason: order.statusReason, actor: 'system' }, services);
    }
    const [payment] = await payments.findByOrders([order.id]);
    if (payment) await paymentRuns.resumeLatePayment(payment);
  } catch (error) {
    // The response only depends on the order. Reconciliation also finds what is left.
    if (!isTemporalOutage(error)) throw error;
  }
}

async function startCancellation(
  order: Order,
  request: StatusReason,
  { payments, paymentRuns }: Services,
): Promise<void> {
  const [payment] = await payments.findByOrders([order.id]);
  await paymentRuns.startCancellation(order, payment, { ...request, status: 'cancelled' });
}
