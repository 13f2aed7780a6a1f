import type { Account } from './account.js';
import { invalidRequest } from './errors.js';

/** Source: docs.stripe.com/currencies. Written apart from the adapter's tables, which the tests hold against these. */
const CURRENCIES = new Set(
  (
    'aed aud brl cad chf clp cny cop czk dkk eur gbp hkd huf idr inr isk jpy krw kwd bhd jod omr tnd ' +
    'mga mxn myr nok nzd pln ron rsd sek sgd thb twd ugx usd vnd xaf xof'
  ).split(' '),
);
/** Amounts are given with two decimals, which must be zero. */
const WHOLE_UNITS_ONLY = new Set(['isk', 'ugx']);
const THREE_DECIMALS = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);
const MINIMUMS: Readonly<Record<string, number>> = {
  ...{ usd: 50, eur: 50, gbp: 30, czk: 1_500, huf: 17_500, jpy: 50, hkd: 400, mxn: 1_000, sek: 300, thb: 1_000 },
};
const TYPE_CURRENCIES: Readonly<Record<string, readonly string[]>> = {
  paypal: 'aud cad chf czk dkk eur gbp hkd nok nzd pln sek sgd usd'.split(' '),
  alipay: 'aud cad cny eur gbp hkd jpy myr nzd sgd usd'.split(' '),
  wechat_pay: 'aud cad chf cny dkk eur gbp hkd jpy nok sek sgd usd'.split(' '),
};

/** @throws StripeApiError when Stripe refuses to create such an intent */
export function assertAccepted(account: Account, amount: number, currency: string, types: readonly string[]): void {
  if (!CURRENCIES.has(currency)) throw invalidRequest(`Invalid currency: ${currency}.`, { param: 'currency' });
  if (!Number.isInteger(amount) || amount < 1) {
    throw invalidRequest('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' });
  }
  if (amount > (currency === 'idr' ? 999_999_999_999 : 99_999_999)) {
    throw invalidRequest('Amount must be no more than 999,999.99.', { code: 'amount_too_large', param: 'amount' });
  }
  if (amount < (MINIMUMS[currency] ?? 1)) {
    throw invalidRequest('Amount is below the minimum.', { code: 'amount_too_small', param: 'amount' });
  }
  const step = WHOLE_UNITS_ONLY.has(currency) ? 100 : THREE_DECIMALS.has(currency) ? 10 : 1;
  if (amount % step !== 0) {
    throw invalidRequest(`Amount must be a multiple of ${step}.`, { code: 'invalid_charge_amount', param: 'amount' });
  }
  const refused = types.find((type) => !account.enabledTypes.has(type));
  if (refused !== undefined) {
    throw invalidRequest(`The payment method type "${refused}" is not activated.`, {
      code: 'payment_method_unactivated',
    });
  }
  if (types.some((type) => TYPE_CURRENCIES[type]?.includes(currency) === false)) {
    throw invalidRequest(`The currency ${currency} is invalid for the payment method types.`, { param: 'currency' });
  }
}
