import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { idempotencyKeyReused } from './errors.js';

export type ChargeStatus = 'processing' | 'requires_action' | 'succeeded' | 'declined' | 'canceled';

export interface Charge {
  readonly id: string;
  readonly idempotency_key: string;
  readonly order_id: string;
  readonly status: ChargeStatus;
  /** Minor units; 0 for a key that was voided before it was charged. */
  readonly amount: number;
  readonly refunded_amount: number;
  readonly currency: string | null;
  readonly method: string | null;
  readonly decline_code: string | null;
  readonly created_at: string;
}

export type NewCharge = Pick<Charge, 'idempotency_key' | 'order_id' | 'amount'> & { currency: string; method: string };

/** The decision of the bank or the customer. */
export interface Decision {
  /** Null when approved. */
  readonly declineCode: string | null;
}

/**
 * Stores charges. Each change is one conditional statement, so the loser of a race changes nothing. A change that settles a
 * charge also writes its event.
 */
export class ChargesRepository {
  /** @param onEventRecorded - called when an event was written whose outcome no response to the shop contains */
  constructor(
    private readonly pool: Pool,
    private readonly onEventRecorded: () => void,
  ) {}

  async find(idempotencyKey: string): Promise<Charge | undefined> {
    return this.queryOne('SELECT * FROM gateway.charges WHERE idempotency_key = $1', [idempotencyKey]);
  }

  /**
   * Records a charge as `processing`, or returns the existing charge of the key.
   *
   * @throws GatewayError `idempotency_key_reused` when the key belongs to another charge
   */
  async findOrCreate(charge: NewCharge): Promise<Charge> {
    const created = await this.queryOne(
      `INSERT INTO gateway.charges (id, idempotency_key, order_id, amount, currency, method, status)
       VALUES ($1, $2, $3, $4, $5, $6, 'processing') ON CONFLICT (idempotency_key) DO NOTHING RETURNING *`,
      [`TXN-${randomUUID()}`, charge.idempotency_key, charge.order_id, charge.amount, charge.currency, charge.method],
    );
    return created ?? assertSameRequest(await this.getByIdempotencyKey(charge.idempotency_key), charge);
  }

  async findById(id: string): Promise<Charge | undefined> {
    return this.queryOne('SELECT * FROM gateway.charges WHERE id = $1', [id]);
  }

  /** Makes a `processing` charge wait for the customer. @returns the current charge */
  async requireAction(idempotencyKey: string): Promise<Charge> {
    const updated = await this.queryOne(
      `UPDATE gateway.charges SET status = 'requires_action', updated_at = now()
       WHERE idempotency_key = $1 AND status = 'processing' RETURNING *`,
      [idempotencyKey],
    );
    return updated ?? this.getByIdempotencyKey(idempotencyKey);
  }

  /** Settles a `processing` charge. @returns the current charge, which a concurrent void may have canceled */
  async settle(idempotencyKey: string, decision: Decision): Promise<Charge> {
    const settled = await this.settleWithEvent(
      `UPDATE gateway.charges SET status = $2, decline_code = $3, updated_at = now()
       WHERE idempotency_key = $1 AND status = 'processing' RETURNING *`,
      [idempotencyKey, toStatus(decision), decision.declineCode],
    );
    return settled ?? this.getByIdempotencyKey(idempotencyKey);
  }

  /** Settles a charge that waits for the customer; changes no other charge. */
  async settleByCustomer(id: string, decision: Decision): Promise<void> {
    const settled = await this.settleWithEvent(
      `UPDATE gateway.charges SET status = $2, decline_code = $3, updated_at = now()
       WHERE id = $1 AND status = 'requires_action' RETURNING *`,
      [id, toStatus(decision), decision.declineCode],
    );
    if (settled) this.onEventRecorded();
  }

  /**
   * Closes an idempotency key, so that it can never charge later. A settled charge does not change.
   *
   * @throws GatewayError `idempotency_key_reused` when the key belongs to another order
   */
  async void(idempotencyKey: string, orderId: string): Promise<Charge> {
    const voided = await this.settleWithEvent(
      `INSERT INTO gateway.charges AS charge (id, idempotency_key, order_id, amount, status)
       VALUES ($1, $2, $3, 0, 'canceled')
       ON CONFLICT (idempotency_key) DO UPDATE SET status = 'canceled', updated_at = now()
         WHERE charge.status IN ('processing', 'requires_action') AND charge.order_id = excluded.order_id
       RETURNING *`,
      [`TXN-${randomUUID()}`, idempotencyKey, orderId],
    );
    const charge = voided ?? (await this.getByIdempotencyKey(idempotencyKey));
    if (charge.order_id !== orderId) throw idempotencyKeyReused();
    return charge;
  }

  private settleWithEvent(change: string, values: unknown[]): Promise<Charge | undefined> {
    return this.queryOne(
      `WITH settled AS (${change}), event AS (
         INSERT INTO gateway.events (type, data)
         SELECT 'charge.' || CASE status WHEN 'declined' THEN 'failed' ELSE status END, to_jsonb(settled) - 'updated_at'
         FROM settled
       )
       SELECT * FROM settled`,
      values,
    );
  }

  private async getByIdempotencyKey(idempotencyKey: string): Promise<Charge> {
    const charge = await this.find(idempotencyKey);
    if (!charge) throw new Error(`No charge has the idempotency key ${idempotencyKey}.`);
    return charge;
  }

  private async queryOne(sql: string, values: unknown[]): Promise<Charge | undefined> {
    const { rows } = await this.pool.query<ChargeRow>(sql, values);
    return rows[0] && toCharge(rows[0]);
  }
}

const toStatus = ({ declineCode }: Decision): ChargeStatus => (declineCode === null ? 'succeeded' : 'declined');

/** @throws GatewayError `idempotency_key_reused` unless the stored charge matches or was voided before it was requested */
function assertSameRequest(stored: Charge, newCharge: NewCharge): Charge {
  const voidedBeforeCharge = stored.status === 'canceled' && stored.amount === 0;
  const same =
    stored.order_id === newCharge.order_id &&
    (voidedBeforeCharge ||
      (stored.amount === newCharge.amount &&
        stored.currency === newCharge.currency &&
        stored.method === newCharge.method));
  if (!same) throw idempotencyKeyReused();
  return stored;
}

/** `pg` returns bigint as text. Amounts fit a number, because the API rejects larger ones. */
interface ChargeRow extends Omit<Charge, 'amount' | 'refunded_amount' | 'created_at'> {
  readonly amount: string;
  readonly refunded_amount: string;
  readonly created_at: Date;
}

function toCharge(row: ChargeRow): Charge {
  return {
    id: row.id,
    idempotency_key: row.idempotency_key,
    order_id: row.order_id,
    status: row.status,
    amount: Number(row.amount),
    refunded_amount: Number(row.refunded_amount),
    currency: row.currency,
    method: row.method,
    decline_code: row.decline_code,
    created_at: row.created_at.toISOString(),
  };
}
