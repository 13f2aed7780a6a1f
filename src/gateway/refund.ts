export interface Refund {
  readonly id: string;
  readonly charge_id: string;
  /** Null for a refund that was made in the dashboard. */
  readonly idempotency_key: string | null;
  /** Minor units. */
  readonly amount: number;
  readonly reason: string | null;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly failure_reason: string | null;
  readonly created_at: string;
}

export interface RefundRequest {
  readonly idempotency_key: string | null;
  readonly charge_id: string;
  readonly amount: number;
  readonly reason?: string | undefined;
}

/** `pg` returns bigint as text. */
export interface RefundRow extends Omit<Refund, 'amount' | 'created_at'> {
  readonly amount: string;
  readonly created_at: Date;
}

export function toRefund(row: RefundRow): Refund {
  return {
    id: row.id,
    charge_id: row.charge_id,
    idempotency_key: row.idempotency_key,
    amount: Number(row.amount),
    reason: row.reason,
    status: row.status,
    failure_reason: row.failure_reason,
    created_at: row.created_at.toISOString(),
  };
}
