import type { Account } from './account.js';
import { declined, invalidRequest, notFound, unexpectedState } from './errors.js';
import { list, subform, text, type Form } from './form.js';
import type { Intent } from './objects.js';
import { cancelPayment, completePayment, failPayment, markPaid } from './payments.js';
import { assertAccepted } from './rules.js';
import { nextAction, TEST_CARDS } from './test-cards.js';

const CONFIRMABLE = new Set<Intent['status']>(['requires_payment_method', 'requires_confirmation', 'requires_action']);
const CANCELABLE = new Set<Intent['status']>([...CONFIRMABLE, 'requires_capture']);

export function createIntent(account: Account, form: Form): Intent {
  const amount = Number(text(form, 'amount'));
  const currency = text(form, 'currency') ?? '';
  const payment_method_types = list(form, 'allowed_payment_method_types');
  assertAccepted(account, amount, currency, payment_method_types);
  const id = account.newId('pi');
  const intent: Intent = {
    id,
    object: 'payment_intent',
    amount,
    amount_received: 0,
    amount_capturable: 0,
    currency,
    client_secret: `${id}_secret_x`,
    created: account.newTimestamp(),
    metadata: subform(form, 'metadata') as Record<string, string>,
    payment_method_types,
    status: 'requires_payment_method',
    capture_method: 'automatic',
    payment_method: null,
    last_payment_error: null,
    next_action: null,
    latest_charge: null,
    cancellation_reason: null,
  };
  account.intents.set(id, intent);
  if (account.isIndexing) account.indexed.add(id);
  account.events.add('payment_intent.created', intent);
  return intent;
}

export function confirmIntent(account: Account, id: string, form: Form): Intent {
  const intent = account.intent(id);
  if (!CONFIRMABLE.has(intent.status)) throw unexpectedState(intent, 'confirm');
  const card = text(form, 'payment_method');
  const type = text(subform(form, 'payment_method_data'), 'type') ?? 'card';
  // Stripe answers with the code of an unexpected state when there is no payment method.
  if (card === undefined && type === 'card') throw unexpectedState(intent, 'confirm');
  if (!intent.payment_method_types.includes(type))
    throw invalidRequest(`The payment method type ${type} is not allowed.`);
  const behaviour = type === 'card' ? TEST_CARDS[card ?? ''] : { authentication: true as const };
  if (!behaviour) throw notFound('PaymentMethod', card ?? '');
  if (text(form, 'capture_method') === 'manual') intent.capture_method = 'manual';
  intent.payment_method = card ?? account.newId('pm');
  if (behaviour.decline !== undefined) {
    const error = { type: 'card_error', code: 'card_declined', decline_code: behaviour.decline, message: 'Declined.' };
    failPayment(account, intent, error);
    throw declined(error, { ...intent });
  }
  if (behaviour.authentication) {
    Object.assign(intent, { status: 'requires_action', last_payment_error: null, next_action: nextAction(type, id) });
    account.events.add('payment_intent.requires_action', intent);
  } else {
    completePayment(account, intent);
  }
  return intent;
}

export function retrieveIntent(account: Account, id: string, query: Form): object {
  const intent = account.intent(id);
  const expanded = list(query, 'expand').includes('latest_charge') && intent.latest_charge !== null;
  return expanded ? { ...intent, latest_charge: account.chargeOf(intent) } : intent;
}

export function cancelIntent(account: Account, id: string): Intent {
  const intent = account.intent(id);
  if (!CANCELABLE.has(intent.status)) throw unexpectedState(intent, 'cancel');
  cancelPayment(account, intent, null);
  return intent;
}

export function captureIntent(account: Account, id: string, form: Form): Intent {
  const intent = account.intent(id);
  if (intent.status !== 'requires_capture') throw unexpectedState(intent, 'capture');
  const amount = Number(text(form, 'amount_to_capture') ?? intent.amount_capturable);
  if (amount > intent.amount_capturable) {
    throw invalidRequest('The amount exceeds the authorized amount.', { code: 'amount_too_large' });
  }
  Object.assign(account.chargeOf(intent), { captured: true, amount_captured: amount });
  markPaid(account, intent, amount);
  return intent;
}

const METADATA_QUERY = /^metadata\['(?<key>[^']+)'\]:'(?<value>[^']+)'$/;

export function searchIntents(account: Account, query: Form): object {
  if (!account.hasSearch) throw invalidRequest('Search is not available in your country.');
  const { key = '', value } = METADATA_QUERY.exec(text(query, 'query') ?? '')?.groups ?? {};
  const data = [...account.intents.values()].filter(
    ({ id, metadata }) => account.indexed.has(id) && metadata[key] === value,
  );
  return { object: 'search_result', url: '/v1/payment_intents/search', has_more: false, next_page: null, data };
}
