import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { ChargeStatus } from './charge.js';
import type { GatewaySignals } from './charges.repository.js';
import {
  chargeDisputed,
  chargeNotFound,
  chargeNotRefundable,
  idempotencyKeyReused,
  refundExceedsCharge,
} from './errors.js';
import { toRefund, type Refund, type RefundRequest, type RefundRow } from './refund.js';
import type { Behaviour } from './tokens.js';

/** What the card's bank answers when it does not take a refund. */
const FAILURE_REASON = 'lost_or_stolen_card';

export class RefundsRepository {
  constructor(
    private readonly pool: Pool,
    /** How long an outcome is delayed, in seconds. */
    private readonly delaySeconds: number,
    private readonly signals: GatewaySignals,
  ) {}

  /**
   * Refunds part or all of a charge, once per idempotency key.
   *
   * @throws GatewayError `charge_not_found`, `charge_not_refundable`, `charge_disputed`, `refund_exceeds_charge`,
   * `idempotency_key_reused`
   */
  async create(newRefund: RefundRequest): Promise<Refund> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const refund = await refundInTransaction(client, newRefund, this.delaySeconds);
      await client.query('COMMIT');
      client.release();
      if (refund.status === 'pending') this.signals.changeScheduled();
      return refund;
    } catch (error) {
      // A connection that cannot roll back must not return to the pool.
      await client.query('ROLLBACK').then(
        () => client.release(),
        () => client.release(true),
      );
      throw error;
    }
  }

  /** Returns the refunds of a charge, oldest first. */
  async list(chargeIdempotencyKey: string): Promise<Refund[]> {
    const { rows } = await this.pool.query<RefundRow>(
      `SELECT refund.* FROM gateway.refunds refund JOIN gateway.charges charge ON charge.id = refund.charge_id
       WHERE charge.idempotency_key = $1 ORDER BY refund.created_at, refund.id`,
      [chargeIdempotencyKey],
    );
    return rows.map(toRefund);
  }

  /** Decides a pending refund; changes no other refund. */
  async settle(id: string, status: 'succeeded' | 'failed'): Promise<void> {
    const { rowCount } = await this.pool.query(
      `WITH settled AS (
         UPDATE gateway.refunds SET status = $2, failure_reason = $3 WHERE id = $1 AND status = 'pending' RETURNING *
       ), charge AS (
         UPDATE gateway.charges SET refunded_amount = refunded_amount + settled.amount, updated_at = now()
         FROM settled WHERE charges.id = settled.charge_id AND settled.status = 'succeeded'
       ), event AS (
         INSERT INTO gateway.events (type, data)
         SELECT 'refund.' || settled.status, to_jsonb(settled) || jsonb_build_object('order_id', charges.order_id)
         FROM settled JOIN gateway.charges ON charges.id = settled.charge_id
       )
       SELECT FROM settled`,
      [id, status, status === 'failed' ? FAILURE_REASON : null],
    );
    if (rowCount) this.signals.eventRecorded();
  }
}

interface LockedCharge {
  readonly order_id: string;
  readonly status: ChargeStatus;
  readonly amount: string;
  readonly behaviour: Partial<Behaviour>;
}

/** Locks the charge's row first, which serializes concurrent refunds of one charge. */
async function refundInTransaction(
  client: PoolClient,
  newRefund: RefundRequest,
  delaySeconds: number,
): Promise<Refund> {
  const charges = await client.query<LockedCharge>(
    'SELECT order_id, status, amount, behaviour FROM gateway.charges WHERE id = $1 FOR UPDATE',
    [newRefund.charge_id],
  );
  const [charge] = charges.rows;
  if (!charge) throw chargeNotFound();

  const existing = await client.query<RefundRow>('SELECT * FROM gateway.refunds WHERE idempotency_key = $1', [
    newRefund.idempotency_key,
  ]);
  if (existing.rows[0]) return assertSameRequest(toRefund(existing.rows[0]), newRefund);

  if (charge.status !== 'succeeded') throw chargeNotRefundable(charge.status);
  const { returned, earlier, disputed } = await readRefunds(client, newRefund.charge_id);
  if (disputed) throw chargeDisputed();
  const remaining = Number(charge.amount) - returned;
  if (newRefund.amount > remaining) throw refundExceedsCharge(remaining);

  const fails = charge.behaviour.refunds === 'first_fails' && earlier === 0;
  const isPending = fails || charge.behaviour.refunds === 'pending';
  const refund = await insertRefund(client, newRefund, isPending ? 'pending' : 'succeeded');
  if (isPending) {
    await client.query(
      `INSERT INTO gateway.delayed_changes (kind, subject_id, due_at) VALUES ($1, $2, now() + make_interval(secs => $3))`,
      [fails ? 'refund_failed' : 'refund_succeeded', refund.id, delaySeconds],
    );
    return refund;
  }
  await client.query(
    'UPDATE gateway.charges SET refunded_amount = refunded_amount + $2, updated_at = now() WHERE id = $1',
    [newRefund.charge_id, newRefund.amount],
  );
  await client.query("INSERT INTO gateway.events (type, data) VALUES ('refund.succeeded', $1)", [
    { ...refund, order_id: charge.order_id },
  ]);
  return refund;
}

/** @returns the amount that is returned or about to be, the number of refunds, and whether a dispute prevents more */
async function readRefunds(client: PoolClient, chargeId: string) {
  const { rows } = await client.query<{ returned: number; earlier: number; disputed: boolean }>(
    `SELECT coalesce(sum(amount) FILTER (WHERE status IN ('pending', 'succeeded')), 0)::float8 AS returned,
            count(*)::int AS earlier,
            EXISTS (SELECT FROM gateway.disputes WHERE charge_id = $1 AND status IN ('open', 'lost')) AS disputed
     FROM gateway.refunds WHERE charge_id = $1`,
    [chargeId],
  );
  return rows[0] ?? { returned: 0, earlier: 0, disputed: false };
}

async function insertRefund(
  client: PoolClient,
  { charge_id, idempotency_key, amount, reason }: RefundRequest,
  status: Refund['status'],
): Promise<Refund> {
  const { rows } = await client.query<RefundRow>(
    `INSERT INTO gateway.refunds (id, charge_id, idempotency_key, amount, reason, status) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (idempotency_key) DO NOTHING RETURNING *`,
    [`RFD-${randomUUID()}`, charge_id, idempotency_key, amount, reason ?? null, status],
  );
  const [refund] = rows;
  // The charge's row is locked, so only a request for another charge can have taken the key in the meantime.
  if (!refund) throw idempotencyKeyReused();
  return toRefund(refund);
}

function assertSameRequest(stored: Refund, newRefund: RefundRequest): Refund {
  if (stored.charge_id !== newRefund.charge_id || stored.amount !== newRefund.amount) throw idempotencyKeyReused();
  return stored;
}
