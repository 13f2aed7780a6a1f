import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { idempotencyKeyReused } from './errors.js';

export type ChargeStatus = 'processing' | 'succeeded' | 'declined' | 'canceled';

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

/** What the card's bank said: declined with a code, or approved with none. */
export interface Decision {
  readonly declineCode: string | null;
}

/** The charges of the ledger. Each change is one conditional statement, so the loser of a race changes nothing. */
export class Charges {
  constructor(private readonly pool: Pool) {}

  async find(idempotencyKey: string): Promise<Charge | undefined> {
    return this.one('SELECT * FROM gateway.charges WHERE idempotency_key = $1', [idempotencyKey]);
  }

  /**
   * Records a charge as processing, or finds the one its key has already.
   *
   * @throws GatewayError `idempotency_key_reused` when the key belongs to another charge
   */
  async open(charge: NewCharge): Promise<Charge> {
    const opened = await this.one(
      `INSERT INTO gateway.charges (id, idempotency_key, order_id, amount, currency, method, status)
       VALUES ($1, $2, $3, $4, $5, $6, 'processing') ON CONFLICT (idempotency_key) DO NOTHING RETURNING *`,
      [`TXN-${randomUUID()}`, charge.idempotency_key, charge.order_id, charge.amount, charge.currency, charge.method],
    );
    return opened ?? matching(await this.stored(charge.idempotency_key), charge);
  }

  /** Settles a charge that is still processing; answers the charge as it now is, which a void may have changed first. */
  async settle(idempotencyKey: string, decision: Decision): Promise<Charge> {
    const settled = await this.one(
      `UPDATE gateway.charges SET status = $2, decline_code = $3, updated_at = now()
       WHERE idempotency_key = $1 AND status = 'processing' RETURNING *`,
      [idempotencyKey, decision.declineCode === null ? 'succeeded' : 'declined', decision.declineCode],
    );
    return settled ?? this.stored(idempotencyKey);
  }

  /**
   * Closes a key, so that it never charges afterwards; a charge that is settled stays as it is.
   *
   * @throws GatewayError `idempotency_key_reused` when the key belongs to another order
   */
  async void(idempotencyKey: string, orderId: string): Promise<Charge> {
    const voided = await this.one(
      `INSERT INTO gateway.charges AS charge (id, idempotency_key, order_id, amount, status)
       VALUES ($1, $2, $3, 0, 'canceled')
       ON CONFLICT (idempotency_key) DO UPDATE SET status = 'canceled', updated_at = now()
         WHERE charge.status = 'processing' AND charge.order_id = excluded.order_id
       RETURNING *`,
      [`TXN-${randomUUID()}`, idempotencyKey, orderId],
    );
    const charge = voided ?? (await this.stored(idempotencyKey));
    if (charge.order_id !== orderId) throw idempotencyKeyReused();
    return charge;
  }

  private async stored(idempotencyKey: string): Promise<Charge> {
    const charge = await this.find(idempotencyKey);
    if (!charge) throw new Error(`no charge has the idempotency key ${idempotencyKey}`);
    return charge;
  }

  private async one(sql: string, values: unknown[]): Promise<Charge | undefined> {
    const { rows } = await this.pool.query<ChargeRow>(sql, values);
    return rows[0] && toCharge(rows[0]);
  }
}

/** @throws GatewayError `idempotency_key_reused` unless the stored charge is what is asked for, or was voided unseen */
export function matching(stored: Charge, asked: NewCharge): Charge {
  const voidedUnseen = stored.status === 'canceled' && stored.amount === 0;
  const same =
    stored.order_id === asked.order_id &&
    (voidedUnseen ||
      (stored.amount === asked.amount && stored.currency === asked.currency && stored.method === asked.method));
  if (!same) throw idempotencyKeyReused();
  return stored;
}

/** `pg` reads bigint as text, since not all of them fit a number; amounts do, the API refuses larger ones. */
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
