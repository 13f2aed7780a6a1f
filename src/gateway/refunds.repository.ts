import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { chargeNotFound, chargeNotRefundable, idempotencyKeyReused, refundExceedsCharge } from './errors.js';
import type { ChargeStatus } from './charges.repository.js';

export interface Refund {
  readonly id: string;
  readonly charge_id: string;
  readonly idempotency_key: string;
  /** Minor units. */
  readonly amount: number;
  readonly reason: string | null;
  readonly status: 'succeeded';
  readonly created_at: string;
}

export interface RefundRequest {
  readonly idempotency_key: string;
  readonly charge_id: string;
  readonly amount: number;
  readonly reason?: string | undefined;
}

export class RefundsRepository {
  constructor(private readonly pool: Pool) {}

  /** Returns the refunds of a charge, oldest first. */
  async findByCharge(chargeIdempotencyKey: string): Promise<Refund[]> {
    const { rows } = await this.pool.query<RefundRow>(
      `SELECT r.* FROM gateway.refunds r JOIN gateway.charges c ON c.id = r.charge_id
       WHERE c.idempotency_key = $1 ORDER BY r.created_at, r.id`,
      [chargeIdempotencyKey],
    );
    return rows.map(toRefund);
  }

  /**
   * Refunds part or all of a charge, once per idempotency key.
   *
   * @throws GatewayError `charge_not_found`, `charge_not_refundable`, `refund_exceeds_charge`, `idempotency_key_reused`
   */
  async create(newRefund: RefundRequest): Promise<Refund> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const refund = await refundInTransaction(client, newRefund);
      await client.query('COMMIT');
      client.release();
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
}

/** Locks the charge's row first, which serializes concurrent refunds of one charge. */
async function refundInTransaction(client: PoolClient, newRefund: RefundRequest): Promise<Refund> {
  const charges = await client.query<{
    order_id: string;
    status: ChargeStatus;
    amount: string;
    refunded_amount: string;
  }>('SELECT order_id, status, amount, refunded_amount FROM gateway.charges WHERE id = $1 FOR UPDATE', [
    newRefund.charge_id,
  ]);
  const [charge] = charges.rows;
  if (!charge) throw chargeNotFound();

  const existing = await client.query<RefundRow>('SELECT * FROM gateway.refunds WHERE idempotency_key = $1', [
    newRefund.idempotency_key,
  ]);
  if (existing.rows[0]) return assertSameRequest(toRefund(existing.rows[0]), newRefund);

  if (charge.status !== 'succeeded') throw chargeNotRefundable(charge.status);
  const remaining = Number(charge.amount) - Number(charge.refunded_amount);
  if (newRefund.amount > remaining) throw refundExceedsCharge(remaining);

  const inserted = await client.query<RefundRow>(
    `INSERT INTO gateway.refunds (id, charge_id, idempotency_key, amount, reason) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (idempotency_key) DO NOTHING RETURNING *`,
    [`RFD-${randomUUID()}`, newRefund.charge_id, newRefund.idempotency_key, newRefund.amount, newRefund.reason ?? null],
  );
  const [refund] = inserted.rows;
  // This charge's row is locked, so only a request for another charge can have taken the key in the meantime.
  if (!refund) throw idempotencyKeyReused();
  await client.query(
    'UPDATE gateway.charges SET refunded_amount = refunded_amount + $2, updated_at = now() WHERE id = $1',
    [newRefund.charge_id, newRefund.amount],
  );
  const created = toRefund(refund);
  await client.query("INSERT INTO gateway.events (type, data) VALUES ('refund.succeeded', $1)", [
    { ...created, order_id: charge.order_id },
  ]);
  return created;
}

function assertSameRequest(stored: Refund, newRefund: RefundRequest): Refund {
  if (stored.charge_id !== newRefund.charge_id || stored.amount !== newRefund.amount) throw idempotencyKeyReused();
  return stored;
}

interface RefundRow {
  readonly id: string;
  readonly charge_id: string;
  readonly idempotency_key: string;
  readonly amount: string;
  readonly reason: string | null;
  readonly created_at: Date;
}

function toRefund(row: RefundRow): Refund {
  return {
    id: row.id,
    charge_id: row.charge_id,
    idempotency_key: row.idempotency_key,
    amount: Number(row.amount),
    reason: row.reason,
    status: 'succeeded',
    created_at: row.created_at.toISOString(),
  };
}
