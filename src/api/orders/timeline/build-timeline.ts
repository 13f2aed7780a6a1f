import type { StatusChange } from '../../../domains/orders/status-change.entity.js';
import type { StoredReturn } from '../../../domains/orders/returns.service.js';
import type { PaymentWithRefunds } from '../../../domains/payments/payment-reader.js';
import { ACTIVITY_ROLES, type ActivityRole } from './activity-roles.js';
import type { RunActivity, RunRecord } from './order-histories.js';
import type { TimelineEntry, TimelineView } from './timeline-representation.js';
import { undoOutcome } from './undo-outcome.js';

/** What is known of an order. */
export interface OrderRecords {
  readonly changes: readonly StatusChange[];
  readonly payment: PaymentWithRefunds | undefined;
  readonly returns: readonly StoredReturn[];
  /** Undefined when Temporal did not answer. */
  readonly runs: readonly RunRecord[] | undefined;
}

/** Messages that only run the machinery and tell a reader nothing. */
const SILENT_MESSAGES: readonly string[] = ['accepted', 'orderState', 'parked'];

const NOTHING = {
  ended_at: null,
  outcome: null,
  actor: null,
  reason: null,
  amount: null,
  attempts: null,
  last_error: null,
  next_try_at: null,
  workflow_id: null,
} as const satisfies Partial<TimelineEntry>;

/** Everything that happened to an order, from oldest to newest. */
export function buildEntries(records: OrderRecords): TimelineEntry[] {
  const { runs = [] } = records;
  return [
    ...records.changes.map(statusEntry),
    ...withoutCopies(runs.flatMap((run) => [...activityEntries(run, records), ...messageEntries(run)])),
    ...paymentEntries(records),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** A reset copies the beginning of the history to the new run. What ended only in a later run is shown as that run did it. */
function withoutCopies(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const byOrigin = new Map(
    entries.map((entry) => [[entry.workflow_id, entry.kind, entry.code, entry.at].join(' '), entry]),
  );
  return [...byOrigin.values()];
}

/** How far the order is undone. A later run may have done what an earlier one did not. */
export function undoState(entries: readonly TimelineEntry[]): TimelineView['undo'] {
  const latest = new Map(entries.filter(({ kind }) => kind === 'compensation').map((entry) => [entry.code, entry]));
  const undone = [...latest.values()];
  if (undone.length === 0) return 'none';
  if (undone.some(({ state }) => state === 'retrying' || state === 'failed')) return 'stuck';
  return undone.some(({ state }) => state === 'running') ? 'running' : 'done';
}

function statusEntry({ to, at, actor, reason }: StatusChange): TimelineEntry {
  return { ...NOTHING, kind: 'status', code: to, at: at.toISOString(), state: 'done', actor, reason };
}

/** One entry for each step of a run, whichever activities and attempts it took. */
function activityEntries(run: RunRecord, { payment }: OrderRecords): TimelineEntry[] {
  const groups = new Map<string, { role: ActivityRole; activities: RunActivity[] }>();
  for (const activity of run.activities) {
    const role = ACTIVITY_ROLES[activity.type];
    if (!role) continue;
    const key = `${role.kind} ${role.code}`;
    const group = groups.get(key) ?? { role, activities: [] };
    group.activities.push(activity);
    groups.set(key, group);
  }
  const completedSteps = new Set(
    [...groups.values()]
      .filter(({ role, activities }) => role.kind === 'step' && activities.at(-1)?.state === 'done')
      .map(({ role }) => role.code),
  );
  // A run that only undoes an order began with all its steps done.
  if (run.type === 'cancelConfirmedOrder') for (const code of ['reserve', 'confirm_stock']) completedSteps.add(code);
  return [...groups.values()].map(({ role, activities }) => {
    const state = stateOf(role, activities, run, payment);
    const last = activities.at(-1);
    return {
      ...NOTHING,
      ...role,
      at: activities[0]?.startedAt ?? run.startedAt,
      // What waits or is tried again has not ended, although its last activity has.
      ended_at: state === 'waiting' || state === 'retrying' ? null : (last?.endedAt ?? null),
      state,
      outcome:
        role.kind === 'compensation' && state === 'done'
          ? undoOutcome(role.code, { completedSteps, payment: payment && toUndonePayment(payment) })
          : null,
      attempts: attemptsOf(activities),
      last_error: activities.findLast(({ lastError }) => lastError !== null)?.lastError ?? null,
      next_try_at: last?.nextTryAt ?? null,
      workflow_id: run.workflowId,
    };
  });
}

function stateOf(
  { kind, code }: ActivityRole,
  activities: readonly RunActivity[],
  run: RunRecord,
  payment: PaymentWithRefunds | undefined,
): TimelineEntry['state'] {
  const last = activities.at(-1);
  if (code === 'pay' && kind === 'step' && run.status === 'RUNNING' && payment?.redirectUrl) return 'waiting';
  // A run that was terminated or reset leaves its last activity open.
  if (last?.state === 'running' && run.status !== 'RUNNING') return 'cancelled';
  if (last?.state === 'running') return last.lastError === null ? 'running' : 'retrying';
  // A parked compensation waits for its next attempt while its run is open.
  if (last?.state === 'failed' && kind !== 'step' && run.status === 'RUNNING') return 'retrying';
  return last?.state ?? 'done';
}

/** A payment that waits for the customer is looked up again and again, which is no attempt that failed. */
function attemptsOf(activities: readonly RunActivity[]): number {
  const attempts = activities.map((activity) => activity.attempts - 1);
  const failed = activities.filter(({ state }) => state === 'failed').length;
  const ended = activities.at(-1)?.state === 'failed' ? 0 : 1;
  return Math.max(1, attempts.reduce((sum, retries) => sum + retries, 0) + failed + ended);
}

function messageEntries({ messages, workflowId }: RunRecord): TimelineEntry[] {
  return messages
    .filter(({ name }) => !SILENT_MESSAGES.includes(name) && !name.startsWith('__'))
    .map(({ name, at }) => ({ ...NOTHING, kind: 'message', code: name, at, state: 'done', workflow_id: workflowId }));
}

const REFUND_STATES = { pending: 'running', succeeded: 'done', failed: 'failed', canceled: 'cancelled' } as const;
const RETURN_STATES = { pending: 'running', completed: 'done', rejected: 'failed' } as const;

function paymentEntries({ payment, returns }: OrderRecords): TimelineEntry[] {
  return [
    ...(payment?.refunds ?? []).map((refund): TimelineEntry => ({
      ...NOTHING,
      kind: 'refund',
      code: refund.status,
      at: refund.createdAt.toISOString(),
      ended_at: refund.status === 'pending' ? null : refund.updatedAt.toISOString(),
      state: REFUND_STATES[refund.status],
      reason: refund.failureReason ?? refund.reason,
      amount: refund.amount,
    })),
    ...returns.map((each): TimelineEntry => ({
      ...NOTHING,
      kind: 'return',
      code: each.status,
      at: each.createdAt.toISOString(),
      ended_at: each.status === 'pending' ? null : each.updatedAt.toISOString(),
      state: RETURN_STATES[each.status],
      actor: 'operator',
      reason: each.reason,
      amount: each.refundedAmount ?? each.amount,
    })),
    ...(payment?.disputes ?? []).map((dispute): TimelineEntry => ({
      ...NOTHING,
      kind: 'dispute',
      code: dispute.status,
      at: dispute.createdAt.toISOString(),
      ended_at: dispute.status === 'open' ? null : dispute.updatedAt.toISOString(),
      state: dispute.status === 'open' ? 'waiting' : 'done',
      reason: dispute.reason,
      amount: dispute.amount,
    })),
  ];
}

function toUndonePayment({ status, failureReason, refundedAmount, transactionId, refunds }: PaymentWithRefunds) {
  const hasPendingRefund = refunds.some((refund) => refund.status === 'pending');
  return { status, failureReason, refundedAmount, transactionId, hasPendingRefund };
}
