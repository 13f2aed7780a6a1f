import type { Account } from './account.js';
import { closeDispute, createDispute } from './disputes.js';
import type { Delivery } from './events.js';
import type { Form } from './form.js';
import type { Intent, StripeCharge, StripeDispute, StripeEvent, StripeRefund } from './objects.js';
import { cancelPayment, completePayment, failPayment } from './payments.js';
import { createRefund, decideRefund } from './refunds.js';

/** What happens to an account outside its API: customers act, banks decide, the shop uses the dashboard. */
export class AccountControls {
  constructor(protected readonly account: Account) {}

  /** The account's settings. */
  get settings(): Pick<Account, 'enabledTypes' | 'hasSearch' | 'canFundRefunds'> {
    return this.account;
  }

  /** The intents of an order, oldest first. */
  intents(orderId: string): readonly Readonly<Intent>[] {
    return [...this.account.intents.values()].filter(({ metadata }) => metadata.order_id === orderId);
  }

  charge(intentId: string): Readonly<StripeCharge> {
    return this.account.chargeOf(this.account.intent(intentId));
  }

  /** The customer approves on the provider's page. @param outcome - `processing` when the bank decides later */
  approve(intentId: string, outcome: 'paid' | 'processing' = 'paid'): void {
    const intent = this.undecided(intentId);
    if (outcome === 'paid') {
      completePayment(this.account, intent);
    } else {
      Object.assign(intent, { status: 'processing', next_action: null });
      this.account.events.add('payment_intent.processing', intent);
    }
  }

  /** The customer declines or fails to authenticate. */
  decline(intentId: string, code = 'payment_intent_authentication_failure'): void {
    failPayment(this.account, this.undecided(intentId), { type: 'card_error', code, message: 'Not approved.' });
  }

  /** The authorization of an intent that waits for its capture expires. */
  expireAuthorization(intentId: string): void {
    cancelPayment(this.account, this.account.intent(intentId), 'automatic');
  }

  /** Changes the amount of an intent, as a faulty client of the account could. @param amount - Stripe's units */
  changeAmount(intentId: string, amount: number): void {
    Object.assign(this.account.intent(intentId), { amount, amount_received: amount });
  }

  /** The shop refunds in the dashboard. @param amount - Stripe's units; the remainder by default */
  refundInDashboard(intentId: string, amount?: number): StripeRefund {
    const form: Form = { payment_intent: intentId, ...(amount !== undefined && { amount: String(amount) }) };
    return createRefund(this.account, form);
  }

  decideRefund(refundId: string, status: StripeRefund['status']): void {
    decideRefund(this.account, refundId, status);
  }

  openDispute(intentId: string, options: Parameters<typeof createDispute>[2] = {}): StripeDispute {
    return createDispute(this.account, this.account.intent(intentId), options);
  }

  closeDispute(disputeId: string, status: 'won' | 'lost' | 'warning_closed'): void {
    closeDispute(this.account, disputeId, status);
  }

  /** Makes the search index lag: what is created until `resumeIndexing` is not found. */
  pauseIndexing(): void {
    this.account.isIndexing = false;
  }

  resumeIndexing(): void {
    this.account.isIndexing = true;
    for (const id of this.account.intents.keys()) this.account.indexed.add(id);
  }

  /** Removes the undelivered events and returns them as they are to be delivered. */
  takeEvents(delivery?: Delivery): StripeEvent[] {
    return this.account.events.take(delivery);
  }

  private undecided(intentId: string): Intent {
    const intent = this.account.intent(intentId);
    if (intent.status === 'requires_action' || intent.status === 'processing') return intent;
    throw new Error(`${intentId} is ${intent.status}: neither the customer nor the bank decides it.`);
  }
}
