import type { PaymentMethod } from '../client.js';

export interface PaymentSelection {
  readonly method: PaymentMethod;
  /** For cards: a test card of the simulated gateway. */
  readonly testCard: TestCard;
}

export const PAYMENT_METHODS: readonly PaymentMethod[] = ['credit_card', 'debit_card', 'paypal', 'alipay', 'wechat'];

/** The test tokens of the simulated gateway; with `random` no token is sent. */
export const TEST_CARDS = [
  'tok_approve',
  'tok_decline',
  'tok_insufficient_funds',
  'tok_slow',
  'tok_flaky',
  'tok_timeout',
  'tok_3ds',
  'tok_processing',
  'random',
] as const;

export type TestCard = (typeof TEST_CARDS)[number];

export const DEFAULT_SELECTION: PaymentSelection = { method: 'credit_card', testCard: 'tok_approve' };

export function isCard(method: PaymentMethod): method is 'credit_card' | 'debit_card' {
  return method === 'credit_card' || method === 'debit_card';
}
