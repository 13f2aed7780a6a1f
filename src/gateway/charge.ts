import type { Dispute } from './dispute.js';
import type { Behaviour } from './tokens.js';

export type ChargeStatus = 'processing' | 'requires_action' | 'authorized' | 'succeeded' | 'declined' | 'canceled';

export interface Charge {
  readonly id: string;
  readonly idempotency_key: string;
  readonly order_id: string;
  readonly status: ChargeStatus;
  /** Minor units; 0 for a key that was voided before it was charged. */
  readonly amount: number;
  /** Minor units of the refunds that succeeded. */
  readonly refunded_amount: number;
  readonly currency: string | null;
  readonly method: string | null;
  /** `manual` authorizes the amount only, until it is captured. */
  readonly capture: 'automatic' | 'manual';
  readonly decline_code: string | null;
  /** Newest first. */
  readonly disputes: readonly Dispute[];
  readonly created_at: string;
}

/** A charge with what only the gateway knows. */
export interface StoredCharge extends Charge {
  /** Opens the payment page. Not derived from the order, so that only the customer's link has it. */
  readonly pay_token: string;
  /** The shop's page to which the customer returns. */
  readonly return_url: string | null;
  readonly behaviour: Partial<Behaviour>;
  /** True once the bank decides later, so that a repeated request does not decide. */
  readonly is_postponed: boolean;
}

export interface NewCharge extends Pick<Charge, 'idempotency_key' | 'order_id' | 'amount' | 'capture'> {
  readonly currency: string;
  readonly method: string;
  readonly return_url: string | null;
}

/** The columns that neither responses nor events contain. */
export const PRIVATE_COLUMNS = ['updated_at', 'pay_token', 'return_url', 'behaviour', 'is_postponed'] as const;

/** `pg` returns bigint as text. Amounts fit a number, because the API rejects larger ones. */
export interface ChargeRow extends Omit<StoredCharge, 'amount' | 'refunded_amount' | 'disputes' | 'created_at'> {
  readonly amount: string;
  readonly refunded_amount: string;
  /** Absent in the result of a change. */
  readonly disputes?: readonly Dispute[];
  readonly created_at: Date;
}

export function toCharge(row: ChargeRow): StoredCharge {
  return {
    id: row.id,
    idempotency_key: row.idempotency_key,
    order_id: row.order_id,
    status: row.status,
    amount: Number(row.amount),
    refunded_amount: Number(row.refunded_amount),
    currency: row.currency,
    method: row.method,
    capture: row.capture,
    decline_code: row.decline_code,
    disputes: row.disputes ?? [],
    created_at: row.created_at.toISOString(),
    pay_token: row.pay_token,
    return_url: row.return_url,
    behaviour: row.behaviour,
    is_postponed: row.is_postponed,
  };
}

/** What the shop sees of a charge. */
export function toPublicCharge(charge: StoredCharge): Charge {
  const {
    pay_token: _payToken,
    return_url: _returnUrl,
    behaviour: _behaviour,
    is_postponed: _isPostponed,
    ...rest
  } = charge;
  return rest;
}

/** What the log contains of a charge: not the token of its payment page. */
export function toLogFields({ id, order_id, status, amount, currency }: Charge): Partial<Charge> {
  return { id, order_id, status, amount, currency };
}
