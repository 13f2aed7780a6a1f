import type { DataSource, EntityManager } from 'typeorm';
import { uuidV5 } from '../uuid-v5.js';
import { disputeStatusesBefore } from './dispute-status.js';
import { recordDispute, recordRefund } from './payment-metrics.js';
import type { GatewayDispute, GatewayRefund } from './payment-gateway.js';
import type { Payment } from './payment.entity.js';
import { lockPayment } from './refund-ledger.js';
import { DISPUTE_LOST, ORDER_CANCELLED, REFUNDED_AT_PROVIDER } from './refund-reasons.js';
import { applyRefundOutcome, insertRefund, remainderOf, type RefundOutcome } from './refund-rows.js';
import { HELD_REFUND_STATUSES, type RefundStatus } from './refund-status.js';
import { Refund } from './refund.entity.js';

/** What the gateway has on record about a captured charge. */
export interface GatewayRecord {
  readonly refunds: readonly GatewayRefund[];
  readonly disputes: readonly GatewayDispute[];
}

/** Reports a status that changed, once the transaction is committed. */
type Changes = (() => void)[];

const SUCCEEDED: RefundOutcome = { status: 'succeeded', gatewayRefundId: null, failureReason: null };

/**
 * Takes the gateway's record over into our books: the state of each refund, refunds that this service did not request, and
 * disputes.
 */
export class GatewayRecordLedger {
  constructor(private readonly database: DataSource) {}

  /** Idempotent. A refund that does not fit beside refunds in flight is taken over by a later call. */
  async takeOver(paymentId: string, { refunds, disputes }: GatewayRecord): Promise<void> {
    const changes = await this.database.transaction(async (db) => {
      const payment = await lockPayment(db, { id: paymentId });
      const changes: Changes = [];
      for (const refund of refunds) await takeOverRefund(db, payment, refund, changes);
      for (const dispute of disputes) await takeOverDispute(db, payment, dispute, changes);
      return changes;
    });
    for (const report of changes) report();
  }
}

async function takeOverRefund(
  db: EntityManager,
  payment: Payment,
  theirs: GatewayRefund,
  changes: Changes,
): Promise<void> {
  const refunds = await db.findBy(Refund, { paymentId: payment.id });
  const known =
    refunds.find(({ gatewayRefundId }) => gatewayRefundId === theirs.refundId) ??
    refunds.find(
      ({ id, status, gatewayRefundId }) =>
        id === theirs.idempotencyKey && status === 'pending' && gatewayRefundId === null,
    );
  const outcome = toOutcome(theirs);
  if (known) return apply(db, payment, known, outcome, changes);
  if (!isHeld(theirs.status) || theirs.amount > remainderOf(payment, refunds)) return;
  const id = uuidV5(payment.orderId, `refund at the provider: ${theirs.refundId}`);
  const made = await insertRefund(db, payment, { id, amount: theirs.amount, reason: REFUNDED_AT_PROVIDER });
  await apply(db, payment, made, outcome, changes);
}

async function takeOverDispute(
  db: EntityManager,
  payment: Payment,
  theirs: GatewayDispute,
  changes: Changes,
): Promise<void> {
  const { disputeId, status, reason, amount, currency, evidenceDueAt } = theirs;
  const id = uuidV5(payment.orderId, `dispute at the provider: ${disputeId}`);
  const [changed] = await db.query<[{ id: string }?]>(
    `INSERT INTO payments.disputes AS d (id, payment_id, gateway_dispute_id, amount, currency, reason, status, evidence_due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (id) DO UPDATE
       SET status = excluded.status, evidence_due_at = excluded.evidence_due_at, reason = excluded.reason, updated_at = now()
       WHERE d.status = ANY ($9)
     RETURNING id`,
    [id, payment.id, disputeId, amount, currency, reason, status, evidenceDueAt, disputeStatusesBefore(status)],
  );
  if (!changed) return updateEvidence(db, id, theirs);
  changes.push(() => recordDispute(status));
  const refundId = uuidV5(payment.orderId, `lost dispute: ${disputeId}`);
  if (status === 'lost') await recordLostMoney(db, payment, refundId, theirs, changes);
  if (status === 'won') await recordWonMoney(db, payment, refundId, changes);
}

/** The bank may give more time, or name another reason, without a new status. */
async function updateEvidence(
  db: EntityManager,
  id: string,
  { status, reason, evidenceDueAt }: GatewayDispute,
): Promise<void> {
  await db.query(
    `UPDATE payments.disputes SET reason = $3, evidence_due_at = $4, updated_at = now()
     WHERE id = $1 AND status = $2 AND (reason, evidence_due_at) IS DISTINCT FROM ($3, $4::timestamptz)`,
    [id, status, reason, evidenceDueAt],
  );
}

/** The bank has returned the money to the customer, so it counts as refunded. */
async function recordLostMoney(
  db: EntityManager,
  payment: Payment,
  refundId: string,
  dispute: GatewayDispute,
  changes: Changes,
): Promise<void> {
  await failWaitingRefunds(db, payment, changes);
  const remaining = remainderOf(payment, await db.findBy(Refund, { paymentId: payment.id }));
  // An amount in another currency cannot be compared with the payment: all that remains counts as returned.
  const amount = dispute.currency === payment.currency ? Math.min(dispute.amount, remaining) : remaining;
  if (amount === 0) return;
  const refund = await insertRefund(db, payment, { id: refundId, amount, reason: DISPUTE_LOST });
  await apply(db, payment, refund, SUCCEEDED, changes);
}

/** The bank changed its decision: the money that counted as refunded is ours again. */
async function recordWonMoney(db: EntityManager, payment: Payment, refundId: string, changes: Changes): Promise<void> {
  const refund = await db.findOneBy(Refund, { id: refundId });
  if (refund) await apply(db, payment, refund, failure('dispute_won'), changes);
}

/** Refunds of a cancelled order that waited for the end of the dispute would return the money a second time. */
async function failWaitingRefunds(db: EntityManager, payment: Payment, changes: Changes): Promise<void> {
  const waiting = await db.findBy(Refund, { paymentId: payment.id, status: 'pending', reason: ORDER_CANCELLED });
  for (const refund of waiting)
    if (refund.gatewayRefundId === null) await apply(db, payment, refund, failure(DISPUTE_LOST), changes);
}

async function apply(
  db: EntityManager,
  payment: Payment,
  refund: Refund,
  outcome: RefundOutcome,
  changes: Changes,
): Promise<void> {
  if (await applyRefundOutcome(db, payment, refund, outcome)) changes.push(() => recordRefund(outcome.status));
}

const isHeld = (status: RefundStatus) => HELD_REFUND_STATUSES.includes(status);

const failure = (failureReason: string): RefundOutcome => ({ status: 'failed', gatewayRefundId: null, failureReason });

/** A refund at the gateway as our books have it. */
export function toOutcome({ refundId, status, failureReason }: GatewayRefund): RefundOutcome {
  const failed = status === 'failed' || status === 'canceled';
  return { status, gatewayRefundId: refundId, failureReason: failed ? (failureReason ?? status) : null };
}
