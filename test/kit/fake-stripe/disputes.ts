import type { Account } from './account.js';
import { text, type Form } from './form.js';
import { page } from './page.js';
import type { Intent, StripeDispute } from './objects.js';

interface DisputeOptions {
  /** Stripe's units; the captured amount by default. */
  readonly amount?: number;
  readonly reason?: string;
  /** `warning_needs_response` for an inquiry, in which the charge can still be refunded. */
  readonly status?: 'needs_response' | 'warning_needs_response';
  /** Unix seconds. */
  readonly dueBy?: number;
}

export function createDispute(account: Account, intent: Intent, options: DisputeOptions = {}): StripeDispute {
  const { reason = 'fraudulent', status = 'needs_response', dueBy = 1_770_000_000 } = options;
  const charge = account.chargeOf(intent);
  charge.disputed = true;
  const dispute: StripeDispute = {
    id: account.newId('dp'),
    object: 'dispute',
    amount: options.amount ?? charge.amount_captured,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: intent.id,
    reason,
    metadata: {},
    is_charge_refundable: status === 'warning_needs_response',
    evidence_details: { due_by: dueBy, past_due: false },
    status,
  };
  account.disputes.set(dispute.id, dispute);
  account.events.add('charge.dispute.created', dispute);
  return dispute;
}

export function closeDispute(account: Account, id: string, status: 'won' | 'lost' | 'warning_closed'): void {
  const dispute = account.disputes.get(id);
  if (!dispute) throw new Error(`No dispute ${id}.`);
  dispute.status = status;
  account.events.add('charge.dispute.closed', dispute);
}

export function listDisputes(account: Account, query: Form): object {
  const intentId = text(query, 'payment_intent');
  const disputes = [...account.disputes.values()].filter(({ payment_intent: id }) => id === intentId);
  return page('/v1/disputes', disputes.reverse(), query);
}
