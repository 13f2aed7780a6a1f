import { ApplicationFailure, log, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { OrdersActivities } from '../activities/orders.js';
import type { PaymentsActivities } from '../activities/payments.js';
import type { StockRequest } from '../domains/inventory/reservations.service.js';
import type { OrderFacts } from '../domains/orders/orders-review.js';
import type { Ending } from '../domains/orders/orders.service.js';
import type { NewPayment } from '../domains/payments/payment-ledger.js';
import type { PaymentMethod } from '../domains/payments/payment-status.js';
import type { Disagreement } from '../domains/payments/payments-review.js';
import { inventory, orders, payments } from './activities.js';
import { cancellationWorkflowId } from './cancel-confirmed-order.js';
import { orderWorkflowId } from './messages.js';
import { remedyFor, type Remedy, type Suspect } from './reconciliation.js';
import { latePaymentWorkflowId } from './refund-late-payment.js';
import { TASK_QUEUES } from './task-queues.js';

export interface ReconcileInput {
  /** What changed later than this many seconds ago is left alone. */
  readonly graceSeconds: number;
  /** Payments that were settled longer ago than this many seconds are not compared any more. */
  readonly windowSeconds: number;
  /** Of each kind, how many are looked at in one run. */
  readonly limit: number;
}

interface Finding extends Suspect {
  readonly remedy: Remedy;
}

export interface Reconciliation {
  readonly looked: number;
  readonly repaired: readonly Finding[];
}

const RUN_LOST: Ending = { status: 'cancelled', reason: 'run_lost', actor: 'system' };

/** They ask others about many orders, one by one. */
const LONG = { scheduleToCloseTimeout: '30 minutes', heartbeatTimeout: '10 seconds' } as const;

const { openRuns } = proxyActivities<Pick<OrdersActivities, 'openRuns'>>({
  ...LONG,
  startToCloseTimeout: '5 minutes',
  summary: 'Which orders have a run',
  taskQueue: TASK_QUEUES.orders,
});
const { comparePayments } = proxyActivities<Pick<PaymentsActivities, 'comparePayments'>>({
  ...LONG,
  startToCloseTimeout: '5 minutes',
  summary: 'Compare with the gateway',
  taskQueue: TASK_QUEUES.payments,
});

/**
 * Looks for what no run sees to any more: stock that is held past its expiry, orders and payments that nobody finishes, and
 * payments that the gateway sees otherwise. Repairs what is safe to repair; each repair changes nothing when it comes twice.
 *
 * @throws ApplicationFailure `needs_attention` with what it could not repair: the run fails, so that somebody looks
 */
export async function reconcile(input: ReconcileInput): Promise<Reconciliation> {
  const { findings, books } = await survey(input);
  const repaired = findings.filter(({ remedy }) => remedy !== 'leave' && remedy !== 'report');
  for (const finding of repaired) {
    log.warn('reconciling', { ...finding });
    setCurrentDetails(`${finding.remedy}: ${finding.orderId}`);
    await repair(finding, books);
  }
  const unresolved = findings.filter(({ remedy }) => remedy === 'report');
  if (unresolved.length > 0) {
    const found = { unresolved, repaired };
    throw ApplicationFailure.nonRetryable(`${unresolved.length} orders need attention`, 'needs_attention', found);
  }
  return { looked: findings.length, repaired };
}

/** What each domain says of the orders that look left behind. */
interface Books {
  readonly facts: readonly OrderFacts[];
  readonly held: readonly StockRequest[];
  readonly unsettled: readonly NewPayment[];
  readonly disagreements: readonly Disagreement[];
}

async function survey(input: ReconcileInput): Promise<{ findings: Finding[]; books: Books }> {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
  const { limit } = input;
  const [before, after] = [ago(input.graceSeconds), ago(input.windowSeconds)];
  const [overdue, unfinished, unsettled, disagreements] = await Promise.all([
    inventory.findOverdueReservations({ before, limit }),
    orders.findUnfinishedOrders({ before, limit }),
    payments.findUnsettledPayments({ before, limit }),
    comparePayments({ after, before, limit }),
  ]);
  const suspects = [...overdue, ...unsettled, ...disagreements.map(({ payment }) => payment)];
  const orderIds = [...new Set([...unfinished, ...suspects.map(({ orderId }) => orderId)])];
  if (orderIds.length === 0) return { findings: [], books: { facts: [], held: [], unsettled, disagreements } };

  const [open, facts, held] = await Promise.all([
    openRuns(orderIds.flatMap(runsOf)),
    orders.orderFacts(orderIds),
    inventory.heldStock(orderIds),
  ]);
  const findings = orderIds.map((orderId): Finding => {
    const disagreement = disagreements.find(({ payment }) => payment.orderId === orderId);
    const suspect: Suspect = {
      orderId,
      status: facts.find(about(orderId))?.status ?? null,
      running: runsOf(orderId).some((id) => open.includes(id)),
      holdsStock: held.some(about(orderId)),
      unsettled: unsettled.some(about(orderId)),
      disagreement: disagreement ? { ours: disagreement.ours, theirs: disagreement.theirs } : null,
    };
    return { ...suspect, remedy: remedyFor(suspect) };
  });
  return { findings, books: { facts, held, unsettled, disagreements } };
}

async function repair({ orderId, remedy }: Finding, books: Books): Promise<void> {
  const order = books.facts.find(about(orderId));
  const stock = books.held.find(about(orderId));
  if (remedy === 'confirm stock') {
    if (stock) await inventory.confirmStock(stock);
    return;
  }
  const recorded = [...books.unsettled, ...books.disagreements.map(({ payment }) => payment)].find(about(orderId));
  const charge = recorded ?? (order && chargeOf(order));
  if (charge) await payments.cancelPayment(charge);
  if (remedy === 'undo' && order) await orders.endOrder({ order, ending: RUN_LOST });
  if (stock) await inventory.releaseStock(stock);
}

const about = (orderId: string) => (each: { readonly orderId: string }) => each.orderId === orderId;

function runsOf(orderId: string): string[] {
  return [orderWorkflowId(orderId), cancellationWorkflowId(orderId), latePaymentWorkflowId(orderId)];
}

/** Of an order whose payment was never recorded: it is recorded as voided, so that it never will be charged. */
function chargeOf({ orderId, userId, amount, currency, paymentMethod }: OrderFacts) {
  return { orderId, userId, amount, currency, method: paymentMethod as PaymentMethod };
}
