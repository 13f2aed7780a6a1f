import { expect, it } from 'vitest';
import { canTransition, PAYMENT_STATUSES } from '../../src/domains/payments/payment-status.js';
import { type PaymentStatus } from '../../src/contracts/payments.js';

it.each<[PaymentStatus, PaymentStatus[]]>([
  ['pending', ['processing', 'failed']],
  ['processing', ['authorized', 'success', 'failed']],
  ['authorized', ['success', 'failed']],
  ['success', ['refunded']],
  ['failed', ['refunded']],
  ['refunded', ['success']],
])('moves a payment from %s to %j only', (from, allowed) => {
  expect(PAYMENT_STATUSES.filter((to) => canTransition(from, to))).toEqual(allowed);
});
