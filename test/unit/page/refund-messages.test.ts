import { describe, expect, it } from 'vitest';
import type { Dispute, OrderReturn, PaymentDetails } from '../../../src/page/client.js';
import { createFormats } from '../../../src/page/i18n/formats.js';
import { describeDispute, describeRefund, describeReturn } from '../../../src/page/order/refund-messages.js';
import { refundText } from '../../../src/page/order/refund-text.js';

const t = refundText.en;
const formats = createFormats('en-US');

type Refund = PaymentDetails['refunds'][number];

const at = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' };
const refund: Refund = {
  payment_id: 'a payment',
  id: 'a refund',
  amount: 500,
  status: 'succeeded',
  reason: 'a scratch',
  failure_reason: null,
  ...at,
};
const dispute: Dispute = {
  ...{ id: 'a dispute', amount: 1_600, currency: 'USD', status: 'open', reason: 'product_not_received' },
  evidence_due_at: '2026-02-01T12:00:00Z',
  ...at,
};
const returned: OrderReturn = {
  ...{ id: 'a return', order_id: 'an order', status: 'completed', restock: true, reason: 'wrong size', amount: 500 },
  items: [{ product_id: 'a mug', quantity: 1 }],
  refunded_amount: 500,
  ...at,
};

describe('a refund', () => {
  it.each<[string, Partial<Refund>]>([
    ['$5.00 refunded: “a scratch”', {}],
    ['$5.00 waits for the payment provider: the order was cancelled', { status: 'pending', reason: 'order_cancelled' }],
    ['$5.00 failed: “a scratch”', { status: 'failed', failure_reason: 'expired_card' }],
    ['$5.00 refunded: the dispute was lost', { reason: 'dispute_lost' }],
  ])('reads "%s"', (text, fields) => {
    expect(describeRefund({ ...refund, ...fields }, 'USD', t, formats)).toBe(text);
  });
});

describe('a dispute', () => {
  it.each<[string, Partial<Dispute>]>([
    ['$16.00 open: product not received, evidence is due on Feb 1, 2026', {}],
    ['$16.00 lost: product not received', { status: 'lost', evidence_due_at: null }],
    ['$16.00 open: other reason', { reason: 'bank_code_47', evidence_due_at: null }],
  ])('reads "%s"', (text, fields) => {
    expect(describeDispute({ ...dispute, ...fields }, t, formats)).toBe(text);
  });
});

describe('a return', () => {
  it.each<[string, Partial<OrderReturn>]>([
    ['1 unit completed: “wrong size”', {}],
    [
      '3 units under way, not for sale again: “wrong size”',
      {
        status: 'pending',
        restock: false,
        items: [
          { product_id: 'a mug', quantity: 2 },
          { product_id: 'a cup', quantity: 1 },
        ],
      },
    ],
  ])('reads "%s"', (text, fields) => {
    expect(describeReturn({ ...returned, ...fields }, t, formats)).toBe(text);
  });
});
