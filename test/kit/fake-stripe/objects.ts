/** The fields of Stripe's objects that the fake knows, as the API shows them. Amounts are in Stripe's units. */

export interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  amount: number;
  amount_received: number;
  amount_capturable: number;
  readonly currency: string;
  readonly client_secret: string;
  readonly created: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly payment_method_types: readonly string[];
  status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'processing'
    | 'requires_capture'
    | 'succeeded'
    | 'canceled';
  capture_method: 'automatic' | 'manual';
  payment_method: string | null;
  last_payment_error: Readonly<Record<string, unknown>> | null;
  next_action: Readonly<Record<string, unknown>> | null;
  latest_charge: string | null;
  cancellation_reason: string | null;
}

export interface StripeCharge {
  readonly id: string;
  readonly object: 'charge';
  readonly amount: number;
  readonly currency: string;
  readonly payment_intent: string;
  readonly metadata: Readonly<Record<string, string>>;
  amount_captured: number;
  amount_refunded: number;
  captured: boolean;
  refunded: boolean;
  disputed: boolean;
}

export interface StripeRefund {
  readonly id: string;
  readonly object: 'refund';
  readonly amount: number;
  readonly currency: string;
  readonly charge: string;
  readonly payment_intent: string;
  readonly metadata: Readonly<Record<string, string>>;
  status: 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';
  failure_reason?: string;
}

export interface StripeDispute {
  readonly id: string;
  readonly object: 'dispute';
  readonly amount: number;
  readonly currency: string;
  readonly charge: string;
  readonly payment_intent: string;
  readonly reason: string;
  readonly metadata: Readonly<Record<string, never>>;
  readonly is_charge_refundable: boolean;
  readonly evidence_details: { due_by: number | null; past_due: boolean };
  status: 'needs_response' | 'under_review' | 'warning_needs_response' | 'warning_closed' | 'won' | 'lost';
}

export interface StripeEvent {
  readonly id: string;
  readonly object: 'event';
  readonly type: string;
  readonly data: { readonly object: Readonly<Record<string, unknown>> };
}
