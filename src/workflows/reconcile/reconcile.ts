import { ApplicationFailure, log, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { OrdersActivities } from '../../activities/orders.js';
import type { PaymentsActivities } from '../../activities/payments.js';
import type { StockRequest } from '../../contracts/inventory.js';
import type { OrderSnapshot, Termination } from '../../contracts/orders.js';
import type { Discrepancy, NewPayment, PaymentMethod, PaymentRequest } from '../../contracts/payments.js';
import type { Candidate, Finding, ReconcileInput, ReconcileResult } from '../../contracts/reconcile.js';
import { TASK_QUEUES } from '../../contracts/task-queues.js';
import { cancellationWorkflowId, latePaymentWorkflowId, orderWorkflowId } from '../../contracts/workflow-ids.js';
import { inventory, orders, payments } from '../activities.js';
import { repairActionFor } from './repair-action.js';

const RUN_LOST: Termination = { status: 'cancelled', reason: 'run_lost', actor: 'system' };

/** These activities check many orders one by one. */
const LONG_RUNNING = { scheduleToCloseTimeout: '30 minutes', heartbeatTimeout: '10 seconds' } as const;

const { openRuns } = proxyActivities<Pick<OrdersActivities, 'openRuns'>>({
  ...LONG_RUNNING,
  startToCloseTimeout: '5 minutes',
  summary: 'Find open runs',
  taskQueue: TASK_QUEUES.orders,
});
const { comparePayments } = proxyActivities<Pick<PaymentsActivities, 'comparePayments'>>({
  ...LONG_RUNNING,
  startToCloseTimeout: '5 minutes',
  summary: 'Compare payments with the provider',
  taskQueue: TASK_QUEUES.payments,
});

/**
 * Finds candidates that no run handles any more: overdue reservations, unfinished orders, unsettled payments, and payments
 * that differ from the provider's record. Repairs what is safe to repair; every repair is idempotent.
 *
 * @throws ApplicationFailure of type `needs_attention`, with the findings that need an operator: the failed run alerts one
 */
export async function reconcile(input: ReconcileInput): Promise<ReconcileResult> {
  const { findings, snapshot } = await collectFindings(input);
  const repaired = findings.filter(({ remedy }) => remedy !== 'leave' && remedy !== 'report');
  for (const finding of repaired) {
    log.warn('Repairing order', { ...finding });
    setCurrentDetails(`${finding.remedy}: ${finding.orderId}`);
    await repair(finding, snapshot);
  }
  const unresolved = findings.filter(({ remedy }) => remedy === 'report');
  if (unresolved.length > 0) {
    const details = { unresolved, repaired };
    throw ApplicationFailure.nonRetryable(`${unresolved.length} orders need attention`, 'needs_attention', details);
  }
  return { looked: findings.length, repaired };
}

/** The candidates' data, as each domain records it. */
interface Snapshot {
  readonly orderSnapshots: readonly OrderSnapshot[];
  readonly reservedStock: readonly StockRequest[];
  readonly unsettled: readonly NewPayment[];
  readonly discrepancies: readonly Discrepancy[];
}

async function collectFindings(input: ReconcileInput): Promise<{ findings: Finding[]; snapshot: Snapshot }> {
  const isoSecondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
  const { limit } = input;
  const [before, after] = [isoSecondsAgo(input.graceSeconds), isoSecondsAgo(input.windowSeconds)];
  const [overdue, unfinished, unsettled, discrepancies] = await Promise.all([
    inventory.findOverdueReservations({ before, limit }),
    orders.findUnfinishedOrders({ before, limit }),
    payments.findUnsettledPayments({ before, limit }),
    comparePayments({ after, before, limit }),
  ]);
  const flaggedRecords = [...overdue, ...unsettled, ...discrepancies.map(({ payment }) => payment)];
  const orderIds = [...new Set([...unfinished, ...flaggedRecords.map(({ orderId }) => orderId)])];
  if (orderIds.length === 0)
    return { findings: [], snapshot: { orderSnapshots: [], reservedStock: [], unsettled, discrepancies } };

  const [openWorkflowIds, orderSnapshots, reservedStock] = await Promise.all([
    openRuns(orderIds.flatMap(workflowIdsFor)),
    orders.orderFacts(orderIds),
    inventory.heldStock(orderIds),
  ]);
  const findings = orderIds.map((orderId): Finding => {
    const discrepancy = discrepancies.find(({ payment }) => payment.orderId === orderId);
    const candidate: Candidate = {
      orderId,
      status: orderSnapshots.find(forOrder(orderId))?.status ?? null,
      running: workflowIdsFor(orderId).some((id) => openWorkflowIds.includes(id)),
      holdsStock: reservedStock.some(forOrder(orderId)),
      unsettled: unsettled.some(forOrder(orderId)),
      disagreement: discrepancy ? { ours: discrepancy.ours, theirs: discrepancy.theirs } : null,
    };
    return { ...candidate, remedy: repairActionFor(candidate) };
  });
  return { findings, snapshot: { orderSnapshots, reservedStock, unsettled, discrepancies } };
}

async function repair({ orderId, remedy }: Finding, snapshot: Snapshot): Promise<void> {
  const order = snapshot.orderSnapshots.find(forOrder(orderId));
  const stock = snapshot.reservedStock.find(forOrder(orderId));
  if (remedy === 'confirm stock') {
    if (stock) await inventory.confirmStock(stock);
    return;
  }
  const recordedPayment = [...snapshot.unsettled, ...snapshot.discrepancies.map(({ payment }) => payment)].find(
    forOrder(orderId),
  );
  const charge = recordedPayment ?? (order && toPaymentRequest(order));
  if (charge) await payments.cancelPayment(charge);
  if (remedy === 'undo' && order) await orders.endOrder({ order, ending: RUN_LOST });
  if (stock) await inventory.releaseStock(stock);
}

const forOrder = (orderId: string) => (each: { readonly orderId: string }) => each.orderId === orderId;

function workflowIdsFor(orderId: string): string[] {
  return [orderWorkflowId(orderId), cancellationWorkflowId(orderId), latePaymentWorkflowId(orderId)];
}

/** For an order without a recorded payment: cancelling it records a voided payment, which rejects a late charge. */
function toPaymentRequest({ orderId, userId, amount, currency, paymentMethod }: OrderSnapshot): PaymentRequest {
  return { orderId, userId, amount, currency, method: paymentMethod as PaymentMethod };
}
