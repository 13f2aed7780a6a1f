import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { PRIVATE_COLUMNS, toCharge, type ChargeRow, type NewCharge, type StoredCharge } from './charge.js';
import { disputeJson } from './dispute.js';
import { idempotencyKeyReused } from './errors.js';
import type { Behaviour, Decision } from './tokens.js';

/** What a repository tells the rest of the gateway. */
export interface GatewaySignals {
  /** An event was written whose outcome no response to the shop contains. */
  eventRecorded(): void;
  /** A change was scheduled. */
  changeScheduled(): void;
}

const CHARGE_WITH_DISPUTES = `
  SELECT charge.*, (
    SELECT coalesce(jsonb_agg(${disputeJson('dispute')} ORDER BY dispute.created_at DESC), '[]')
    FROM gateway.disputes dispute WHERE dispute.charge_id = charge.id
  ) AS disputes
  FROM gateway.charges charge`;

/** The status of a charge once it is decided. @param declineCode - the parameter, null when approved */
const decidedStatus = (declineCode: string) => `
  CASE WHEN ${declineCode}::text IS NOT NULL THEN 'declined' WHEN capture = 'manual' THEN 'authorized' ELSE 'succeeded' END`;

/**
 * Stores charges. Each change is one conditional statement, so the loser of a race changes nothing. A change that settles a
 * charge also writes its event and schedules its dispute.
 */
export class ChargesRepository {
  constructor(
    private readonly pool: Pool,
    /** How long an outcome is delayed, in seconds. */
    private readonly delaySeconds: number,
    private readonly signals: GatewaySignals,
  ) {}

  async find(idempotencyKey: string): Promise<StoredCharge | undefined> {
    return this.queryOne(`${CHARGE_WITH_DISPUTES} WHERE charge.idempotency_key = $1`, [idempotencyKey]);
  }

  async findById(id: string): Promise<StoredCharge | undefined> {
    return this.queryOne(`${CHARGE_WITH_DISPUTES} WHERE charge.id = $1`, [id]);
  }

  async findByPayToken(payToken: string): Promise<StoredCharge | undefined> {
    return this.queryOne(`${CHARGE_WITH_DISPUTES} WHERE charge.pay_token = $1`, [payToken]);
  }

  /**
   * Records a charge as `processing`, or returns the existing charge of the key.
   *
   * @throws GatewayError `idempotency_key_reused` when the key belongs to another charge
   */
  async findOrCreate(charge: NewCharge, behaviour: Behaviour): Promise<StoredCharge> {
    const created = await this.queryOne(
      `INSERT INTO gateway.charges (id, idempotency_key, order_id, amount, currency, method, capture, return_url, behaviour,
                                    status)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'processing') ON CONFLICT (idempotency_key) DO NOTHING RETURNING *`,
      [
        `TXN-${randomUUID()}`,
        ...[charge.idempotency_key, charge.order_id, charge.amount, charge.currency, charge.method, charge.capture],
        charge.return_url,
        behaviour,
      ],
    );
    return created ?? assertSameRequest(await this.getByIdempotencyKey(charge.idempotency_key), charge);
  }

  /** Makes a `processing` charge wait for the customer. @returns the current charge */
  async requireAction(idempotencyKey: string): Promise<StoredCharge> {
    const updated = await this.queryOne(
      `UPDATE gateway.charges SET status = 'requires_action', updated_at = now()
       WHERE idempotency_key = $1 AND status = 'processing' RETURNING *`,
      [idempotencyKey],
    );
    return updated ?? this.getByIdempotencyKey(idempotencyKey);
  }

  /** Settles a `processing` charge. @returns the current charge, which a concurrent void may have canceled */
  async settle(idempotencyKey: string, { declineCode }: Decision): Promise<StoredCharge> {
    const settled = await this.settleWithEvent(
      `UPDATE gateway.charges SET status = ${decidedStatus('$2')}, decline_code = $2, updated_at = now()
       WHERE idempotency_key = $1 AND status = 'processing' RETURNING *`,
      [idempotencyKey, declineCode],
    );
    return settled ?? this.getByIdempotencyKey(idempotencyKey);
  }

  /** Settles a charge that waits for the customer; changes no other charge. */
  async settleByCustomer(payToken: string, { declineCode }: Decision): Promise<void> {
    const settled = await this.settleWithEvent(
      `UPDATE gateway.charges SET status = ${decidedStatus('$2')}, decline_code = $2, updated_at = now()
       WHERE pay_token = $1 AND status = 'requires_action' RETURNING *`,
      [payToken, declineCode],
    );
    if (settled) this.signals.eventRecorded();
  }

  /** Leaves an undecided charge `processing` and lets the bank approve it later. @returns the current charge */
  async decideLater(idempotencyKey: string): Promise<StoredCharge> {
    const postponed = await this.queryOne(
      `WITH postponed AS (
         UPDATE gateway.charges SET status = 'processing', is_postponed = true, updated_at = now()
         WHERE idempotency_key = $1 AND status IN ('processing', 'requires_action') RETURNING *
       ), delayed AS (
         INSERT INTO gateway.delayed_changes (kind, subject_id, due_at)
         SELECT 'charge_approved', id, now() + make_interval(secs => $2) FROM postponed
         ON CONFLICT (kind, subject_id) DO NOTHING
       )
       SELECT * FROM postponed`,
      [idempotencyKey, this.delaySeconds],
    );
    this.signals.changeScheduled();
    return postponed ?? this.getByIdempotencyKey(idempotencyKey);
  }

  /** Approves a charge that the bank decides later; changes no other charge. */
  async approvePostponed(id: string): Promise<void> {
    const settled = await this.settleWithEvent(
      `UPDATE gateway.charges SET status = ${decidedStatus('NULL')}, updated_at = now()
       WHERE id = $1 AND status = 'processing' RETURNING *`,
      [id],
    );
    if (settled) this.signals.eventRecorded();
  }

  /**
   * Captures an authorized charge; changes no other charge. The authorization may have expired: then it is canceled.
   *
   * @param amount - minor units; the whole charge
   * @returns the current charge; undefined when the id is unknown
   */
  async capture(id: string, amount: number): Promise<StoredCharge | undefined> {
    const settled = await this.settleWithEvent(
      `UPDATE gateway.charges SET status = CASE WHEN behaviour ? 'captureFails' THEN 'canceled' ELSE 'succeeded' END,
                                  updated_at = now()
       WHERE id = $1 AND amount = $2 AND status = 'authorized' RETURNING *`,
      [id, amount],
    );
    return settled ?? this.findById(id);
  }

  /**
   * Closes an idempotency key, so that it can never charge later. A settled charge does not change.
   *
   * @throws GatewayError `idempotency_key_reused` when the key belongs to another order
   */
  async void(idempotencyKey: string, orderId: string): Promise<StoredCharge> {
    const voided = await this.settleWithEvent(
      `INSERT INTO gateway.charges AS charge (id, idempotency_key, order_id, amount, status)
       VALUES ($1, $2, $3, 0, 'canceled')
       ON CONFLICT (idempotency_key) DO UPDATE SET status = 'canceled', updated_at = now()
         WHERE charge.status IN ('processing', 'requires_action', 'authorized') AND charge.order_id = excluded.order_id
       RETURNING *`,
      [`TXN-${randomUUID()}`, idempotencyKey, orderId],
    );
    const charge = voided ?? (await this.getByIdempotencyKey(idempotencyKey));
    if (charge.order_id !== orderId) throw idempotencyKeyReused();
    return charge;
  }

  private async settleWithEvent(change: string, values: unknown[]): Promise<StoredCharge | undefined> {
    const settled = await this.queryOne(
      `WITH settled AS (${change}), event AS (
         INSERT INTO gateway.events (type, data)
         SELECT 'charge.' || CASE status WHEN 'declined' THEN 'failed' ELSE status END,
                to_jsonb(settled) - '{${PRIVATE_COLUMNS.join()}}'::text[]
         FROM settled WHERE NOT behaviour ? 'losesEvents'
       ), delayed AS (
         INSERT INTO gateway.delayed_changes (kind, subject_id, due_at)
         SELECT 'dispute_opened', id, now() + make_interval(secs => $${values.length + 1}) FROM settled
         WHERE status = 'succeeded' AND behaviour ? 'isDisputed'
       )
       SELECT * FROM settled`,
      [...values, this.delaySeconds],
    );
    if (settled?.behaviour.isDisputed) this.signals.changeScheduled();
    return settled;
  }

  private async getByIdempotencyKey(idempotencyKey: string): Promise<StoredCharge> {
    const charge = await this.find(idempotencyKey);
    if (!charge) throw new Error(`No charge has the idempotency key ${idempotencyKey}.`);
    return charge;
  }

  private async queryOne(sql: string, values: unknown[]): Promise<StoredCharge | undefined> {
    const { rows } = await this.pool.query<ChargeRow>(sql, values);
    return rows[0] && toCharge(rows[0]);
  }
}

/** @throws GatewayError `idempotency_key_reused` unless the stored charge matches or was voided before it was requested */
function assertSameRequest(stored: StoredCharge, newCharge: NewCharge): StoredCharge {
  const voidedBeforeCharge = stored.status === 'canceled' && stored.amount === 0;
  const same =
    stored.order_id === newCharge.order_id &&
    (voidedBeforeCharge ||
      (['amount', 'currency', 'method', 'capture'] as const).every((field) => stored[field] === newCharge[field]));
  if (!same) throw idempotencyKeyReused();
  return stored;
}
