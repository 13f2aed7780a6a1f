import { notFound } from './errors.js';
import { EventQueue } from './events.js';
import type { Intent, StripeCharge, StripeDispute, StripeRefund } from './objects.js';

/** The objects and settings of one Stripe account. */
export class Account {
  /** The payment method types that are enabled in the dashboard. */
  readonly enabledTypes = new Set(['card', 'paypal', 'alipay', 'wechat_pay']);
  /** False for accounts in countries without search. */
  hasSearch = true;
  /** False while the account's balance does not cover refunds. */
  canFundRefunds = true;
  /** False while the search index lags: what is created then is not found. */
  isIndexing = true;

  readonly intents = new Map<string, Intent>();
  readonly charges = new Map<string, StripeCharge>();
  readonly refunds = new Map<string, StripeRefund>();
  readonly disputes = new Map<string, StripeDispute>();
  readonly events = new EventQueue();
  readonly indexed = new Set<string>();
  private sequence = 0;

  newId(prefix: string): string {
    this.sequence += 1;
    return `${prefix}_${String(this.sequence).padStart(6, '0')}`;
  }

  /** A time that increases with each object, in Unix seconds. */
  newTimestamp(): number {
    return 1_760_000_000 + this.sequence;
  }

  intent(id: string): Intent {
    const intent = this.intents.get(id);
    if (!intent) throw notFound('payment_intent', id);
    return intent;
  }

  /** The charge of an intent that was paid or authorized. */
  chargeOf(intent: Intent): StripeCharge {
    const charge = this.charges.get(intent.latest_charge ?? '');
    if (!charge) throw notFound('charge', intent.id);
    return charge;
  }
}
