import { expect, it } from 'vitest';
import { canTransition, PAYMENT_STATUSES } from '../../src/domains/payments/payment-status.js';
import { type PaymentStatus } from '../../src/contracts/payments.js';

it.each<[PaymentStatus, PaymentStatus[]]>([
  ['pending', ['processing', 'failed']],
  ['processing', ['success', 'failed']],
  ['success', ['refunded']],
  ['failed', ['refunded']],
  ['refunded', []],
])('a payment that is %s may become %j and nothing else', (from, allowed) => {
  expect(PAYMENT_STATUSES.filter((to) => canTransition(from, to))).toEqual(allowed);
});
