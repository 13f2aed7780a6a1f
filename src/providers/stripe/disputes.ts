import type Stripe from 'stripe';
import type { GatewayDispute } from '../../domains/payments/payment-gateway.js';
import { fromStripeAmount } from './currencies.js';

/**
 * Statuses in which a dispute is decided. An inquiry that is closed, or a dispute that is prevented, takes no money back. A lost dispute
 * under appeal stays lost: the customer keeps the money until the appeal is won.
 */
const DECIDED_STATUSES: Readonly<Partial<Record<string, 'won' | 'lost'>>> = {
  won: 'won',
  warning_closed: 'won',
  prevented: 'won',
  lost: 'lost',
  appeal_needs_response: 'lost',
  appeal_under_review: 'lost',
};

export function disputeStatus(status: string): GatewayDispute['status'] {
  return DECIDED_STATUSES[status] ?? 'open';
}

/** Returns the disputes of an intent, newest first. */
export async function listDisputes(stripe: Stripe, intentId: string): Promise<GatewayDispute[]> {
  const disputes: GatewayDispute[] = [];
  for await (const dispute of stripe.disputes.list({ payment_intent: intentId, limit: 100 })) {
    disputes.push(toDispute(dispute));
  }
  return disputes;
}

function toDispute({ id, amount, currency, reason, status, evidence_details }: Stripe.Dispute): GatewayDispute {
  const { due_by, past_due } = evidence_details;
  const state = disputeStatus(status);
  const submittable = state === 'open' && due_by !== null && !past_due;
  return {
    disputeId: id,
    amount: fromStripeAmount(amount, currency),
    currency: currency.toUpperCase(),
    reason,
    status: state,
    evidenceDueAt: submittable ? new Date(due_by * 1_000).toISOString() : null,
  };
}
