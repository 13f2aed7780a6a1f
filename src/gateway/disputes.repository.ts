import type { Pool } from 'pg';
import { disputeJson, type Dispute } from './dispute.js';

const DAYS_FOR_EVIDENCE = 7;

export interface NewDispute {
  readonly id: string;
  readonly charge_id: string;
  /** Minor units; what has not been refunded by default. */
  readonly amount?: number | undefined;
  readonly reason: string;
}

/** Stores disputes. The statement that changes a dispute also writes its event. */
export class DisputesRepository {
  constructor(
    private readonly pool: Pool,
    private readonly onEventRecorded: () => void,
  ) {}

  /**
   * Opens a dispute about what has not been refunded. Idempotent by id.
   *
   * @returns undefined when the dispute exists, or the charge did not succeed or is refunded
   */
  open({ id, charge_id, amount, reason }: NewDispute): Promise<Dispute | undefined> {
    return this.change(
      `INSERT INTO gateway.disputes (id, charge_id, amount, reason, status, evidence_due_at)
       SELECT $1, charge.id, least(coalesce($3::bigint, open.amount), open.amount), $4, 'open', now() + make_interval(days => $5)
       FROM gateway.charges charge, LATERAL (
         SELECT charge.amount - coalesce(sum(refund.amount) FILTER (WHERE refund.status IN ('pending', 'succeeded')), 0)
         FROM gateway.refunds refund WHERE refund.charge_id = charge.id
       ) AS open (amount)
       WHERE charge.id = $2 AND charge.status = 'succeeded' AND open.amount > 0
       ON CONFLICT (id) DO NOTHING
       RETURNING *`,
      'dispute.opened',
      [id, charge_id, amount ?? null, reason, DAYS_FOR_EVIDENCE],
    );
  }

  /** Closes an open dispute. @returns undefined when it does not exist or is closed */
  close(id: string, outcome: 'won' | 'lost'): Promise<Dispute | undefined> {
    return this.change(
      `UPDATE gateway.disputes SET status = $2, evidence_due_at = NULL WHERE id = $1 AND status = 'open' RETURNING *`,
      'dispute.closed',
      [id, outcome],
    );
  }

  async find(id: string): Promise<Dispute | undefined> {
    const { rows } = await this.pool.query<{ dispute: Dispute }>(
      `SELECT ${disputeJson('dispute')} AS dispute FROM gateway.disputes dispute WHERE id = $1`,
      [id],
    );
    return rows[0]?.dispute;
  }

  private async change(sql: string, eventType: string, values: unknown[]): Promise<Dispute | undefined> {
    const { rows } = await this.pool.query<{ dispute: Dispute }>(
      `WITH changed AS (${sql}), event AS (
         INSERT INTO gateway.events (type, data)
         SELECT '${eventType}', ${disputeJson('changed')}
                || jsonb_build_object('charge_id', charge.id, 'order_id', charge.order_id, 'currency', charge.currency)
         FROM changed JOIN gateway.charges charge ON charge.id = changed.charge_id
       )
       SELECT ${disputeJson('changed')} AS dispute FROM changed`,
      values,
    );
    const dispute = rows[0]?.dispute;
    if (dispute) this.onEventRecorded();
    return dispute;
  }
}
