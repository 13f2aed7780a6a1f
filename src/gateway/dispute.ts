/** A customer's bank disputes a charge. */
export interface Dispute {
  readonly id: string;
  /** Minor units of the charge's currency. */
  readonly amount: number;
  readonly reason: string;
  readonly status: 'open' | 'won' | 'lost';
  /** ISO 8601; null once the dispute is closed. */
  readonly evidence_due_at: string | null;
}

/** A dispute as JSON in the form of `Dispute`. @param alias - of the table gateway.disputes */
export const disputeJson = (alias: string) =>
  `jsonb_build_object('id', ${alias}.id, 'amount', ${alias}.amount, 'reason', ${alias}.reason, 'status', ${alias}.status,
     'evidence_due_at', to_char(${alias}.evidence_due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
