import { describe, expect, it } from 'vitest';
import { createFormats } from '../../../src/page/i18n/formats.js';
import { formatClock, formatDuration } from '../../../src/page/order/durations.js';
import { explanation, headline } from '../../../src/page/order/order-messages.js';
import { reasonLabel } from '../../../src/page/order/reasons.js';
import { text } from '../../../src/page/order/text.js';
import { order, payment } from '../client/orders.js';

const awaitingCustomer = payment({ status: 'pending', next_action: { type: 'redirect', redirect_url: 'http://pay' } });

describe('headline', () => {
  it.each([
    ['Taking the payment', order(), 'none'],
    ['Being undone', order(), 'running'],
    ['Being undone', order({ status: 'cancelled' }), 'stuck'],
    ['Waiting for the payment', order({ payment: awaitingCustomer }), 'none'],
    ['Paid, confirming', order({ status: 'paid' }), 'none'],
    ['Confirmed', order({ status: 'confirmed' }), 'none'],
    ['Cancelled', order({ status: 'cancelled' }), 'done'],
    ['Payment failed', order({ status: 'failed' }), 'done'],
  ] as const)('is "%s"', (expected, shown, undo) => {
    expect(headline(shown, undo, text.en)).toBe(expected);
  });
});

describe('explanation', () => {
  it('does not say that no payment is due while the payment is being returned', () => {
    const cancelled = order({ status: 'cancelled', status_reason: 'cancel_requested' });
    expect(explanation(cancelled, 'stuck', text.en, createFormats('en'))).toBe('Cancelled on request.');
  });

  it.each([
    ['says nothing while the payment is processed', order(), undefined],
    ['says nothing about a paid order', order({ status: 'paid' }), undefined],
    ['asks the customer to approve the payment', order({ payment: awaitingCustomer }), text.en.approve],
    [
      'confirms payment and stock',
      order({ status: 'confirmed', payment: payment() }),
      'Payment received and stock confirmed.',
    ],
    [
      'shows a partial refund',
      order({ status: 'confirmed', payment: payment({ refunded_amount: 525 }) }),
      '$5.25 of $25.49 refunded.',
    ],
    [
      'explains why a payment failed',
      order({
        status: 'failed',
        status_reason: 'payment_declined',
        payment: payment({ failure_reason: 'card_declined' }),
      }),
      'The card was declined. No payment is due.',
    ],
    [
      'falls back to the reason of the order',
      order({ status: 'failed', status_reason: 'payment_declined', payment: payment({ failure_reason: 'other' }) }),
      'The payment was declined. No payment is due.',
    ],
    [
      'explains an expired reservation',
      order({ status: 'cancelled', status_reason: 'reservation_expired' }),
      'The reservation expired before payment. No payment is due.',
    ],
    [
      'quotes the reason that a person gave, and shows the refund',
      order({ status: 'cancelled', status_reason: 'found it cheaper', payment: payment({ refunded_amount: 2_549 }) }),
      '“found it cheaper”. $25.49 of $25.49 refunded.',
    ],
  ])('%s', (_, shown, expected) => {
    expect(explanation(shown, 'none', text.en, createFormats('en-US'))).toBe(expected);
  });
});

it('explains the end of an order in Chinese', () => {
  const failed = order({ status: 'failed', status_reason: 'payment_declined', payment: payment() });
  expect(headline(failed, 'none', text.zh)).toBe('付款失败');
  expect(explanation(failed, 'done', text.zh, createFormats('zh-CN'))).toBe('付款被拒绝。无需付款。');
});

it('labels known reasons and quotes others', () => {
  expect(reasonLabel(null, text.en)).toBe('');
  expect(reasonLabel('workflow_cancelled', text.en)).toBe('An operator cancelled the workflow');
  expect(reasonLabel('too late', text.en)).toBe('“too late”');
  expect(reasonLabel('constructor', text.en)).toBe('“constructor”');
});

it.each([
  [0, '0:00'],
  [-5, '0:00'],
  [0.2, '0:01'],
  [59, '0:59'],
  [899, '14:59'],
  [3_599, '59:59'],
  [3_600, '1:00:00'],
  [3_725, '1:02:05'],
])('formats %d seconds as %s', (seconds, expected) => {
  expect(formatClock(seconds)).toBe(expected);
});

it.each([
  ['00:00:00.040', undefined],
  ['00:00:00.300', '0.3 s'],
  ['00:00:09.900', '9.9 s'],
  ['00:01:10.000', '1:10'],
])('formats the duration until %s as %s', (time, expected) => {
  expect(formatDuration('2026-01-01T00:00:00.000Z', `2026-01-01T${time}Z`)).toBe(expected);
});
