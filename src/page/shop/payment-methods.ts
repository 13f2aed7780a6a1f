import type { PaymentMethod } from '../client.js';

export interface PaymentSelection {
  readonly method: PaymentMethod;
  /** For cards: a test token of the simulated gateway, or empty for a random outcome. */
  readonly token: string;
}

export const METHOD_NAMES: Readonly<Record<PaymentMethod, string>> = {
  credit_card: 'Credit card',
  debit_card: 'Debit card',
  paypal: 'PayPal',
  alipay: 'Alipay',
  wechat: 'WeChat Pay',
};

/** The test tokens of the simulated gateway, each with what the card does. */
export const TEST_TOKENS: readonly (readonly [token: string, label: string])[] = [
  ['tok_approve', 'is approved'],
  ['tok_decline', 'is declined'],
  ['tok_insufficient_funds', 'has insufficient funds'],
  ['tok_slow', 'takes five seconds'],
  ['tok_flaky', 'fails twice, then is approved'],
  ['tok_timeout', 'is charged, but the response is lost'],
  ['tok_3ds', 'asks for approval (3-D Secure)'],
  ['tok_processing', 'is decided later'],
  ['', 'is approved or declined at random'],
];

export function isCard(method: PaymentMethod): boolean {
  return method === 'credit_card' || method === 'debit_card';
}
