import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { chargeNotFound, chargeNotRefundable, idempotencyKeyReused, refundExceedsCharge } from './errors.js';
import type { ChargeStatus } from './charges.js';

export interface Refund {
  readonly id: string;
  readonly charge_id: string;
  /** Minor units. */
  readonly amount: number;
  readonly reason: string | null;
  readonly status: 'succeeded';
  readonly created_at: string;
}

export interface NewRefund {
  readonly idempotency_key: string;
  readonly charge_id: string;
  readonly amount: number;
  readonly reason?: string | undefined;
}

/** The refunds of the ledger. */
export class Refunds {
  constructor(private readonly pool: Pool) {}

  /**
   * Gives back part or all of a charge, once for each key.
   *
   * @throws GatewayError `charge_not_found`, `charge_not_refundable`, `refund_exceeds_charge`, `idempotency_key_reused`
   */
  async create(asked: NewRefund): Promise<Refund> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const refund = await refundLocked(client, asked);
      await client.query('COMMIT');
      client.release();
      return refund;
    } catch (error) {
      // A connection that cannot roll back is of no use to the next one.
      await client.query('ROLLBACK').then(
        () => client.release(),
        () => client.release(true),
      );
      throw error;
    }
  }
}

/** The charge's row is locked first, so that refunds of one charge are counted one after the other. */
async function refundLocked(client: PoolClient, asked: NewRefund): Promise<Refund> {
  const charges = await client.query<{
    order_id: string;
    status: ChargeStatus;
    amount: string;
    refunded_amount: string;
  }>('SELECT order_id, status, amount, refunded_amount FROM gateway.charges WHERE id = $1 FOR UPDATE', [
    asked.charge_id,
  ]);
  const [charge] = charges.rows;
  if (!charge) throw chargeNotFound();

  const earlier = await client.query<RefundRow>('SELECT * FROM gateway.refunds WHERE idempotency_key = $1', [
    asked.idempotency_key,
  ]);
  if (earlier.rows[0]) return sameRefund(toRefund(earlier.rows[0]), asked);

  if (charge.status !== 'succeeded') throw chargeNotRefundable(charge.status);
  const left = Number(charge.amount) - Number(charge.refunded_amount);
  if (asked.amount > left) throw refundExceedsCharge(left);

  const inserted = await client.query<RefundRow>(
    `INSERT INTO gateway.refunds (id, charge_id, idempotency_key, amount, reason) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (idempotency_key) DO NOTHING RETURNING *`,
    [`RFD-${randomUUID()}`, asked.charge_id, asked.idempotency_key, asked.amount, asked.reason ?? null],
  );
  const [refund] = inserted.rows;
  // Only a request for another charge can have taken the key meanwhile: this charge's row is locked.
  if (!refund) throw idempotencyKeyReused();
  await client.query(
    'UPDATE gateway.charges SET refunded_amount = refunded_amount + $2, updated_at = now() WHERE id = $1',
    [asked.charge_id, asked.amount],
  );
  const made = toRefund(refund);
  await client.query("INSERT INTO gateway.events (type, data) VALUES ('refund.succeeded', $1)", [
    { ...made, order_id: charge.order_id },
  ]);
  return made;
}

function sameRefund(stored: Refund, asked: NewRefund): Refund {
  if (stored.charge_id !== asked.charge_id || stored.amount !== asked.amount) throw idempotencyKeyReused();
  return stored;
}

interface RefundRow {
  readonly id: string;
  readonly charge_id: string;
  readonly amount: string;
  readonly reason: string | null;
  readonly created_at: Date;
}

function toRefund(row: RefundRow): Refund {
  return {
    id: row.id,
    charge_id: row.charge_id,
    amount: Number(row.amount),
    reason: row.reason,
    status: 'succeeded',
    created_at: row.created_at.toISOString(),
  };
}
