import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { DISPUTE_STATUSES } from '../../src/domains/payments/dispute-status.js';
import { PAYMENT_STATUS_OF, PAYMENT_STATUSES } from '../../src/domains/payments/payment-status.js';
import { REFUND_STATUSES } from '../../src/domains/payments/refund-status.js';
import { toCharge } from '../../src/providers/stripe/charge.js';
import { disputeStatus } from '../../src/providers/stripe/disputes.js';
import { refundStatus } from '../../src/providers/stripe/refunds.js';
import { codeSpans, readDocument, tableRows } from '../kit/markdown.js';

const page = readDocument('docs/reference/payment-states.md');

/** Of the types of Stripe's library, so that a new version with another status does not compile. */
const INTENT_STATUSES = Object.keys({
  requires_payment_method: true,
  requires_confirmation: true,
  requires_action: true,
  processing: true,
  requires_capture: true,
  succeeded: true,
  canceled: true,
} satisfies Record<Stripe.PaymentIntent.Status, true>);
const DISPUTE_STATUSES_OF_STRIPE = Object.keys({
  warning_needs_response: true,
  warning_under_review: true,
  warning_closed: true,
  needs_response: true,
  under_review: true,
  prevented: true,
  won: true,
  lost: true,
  appeal_needs_response: true,
  appeal_under_review: true,
} satisfies Record<Stripe.Dispute.Status, true>);
/** The library types the status of a refund as a string. */
const REFUND_STATUSES_OF_STRIPE = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'];

/** The first two cells of each row, as the code in them. */
function mappingOf(from: string, to: string): [string | undefined, string | undefined][] {
  return tableRows(page, [from, to]).map((row) => [codeSpans(row[from])[0], codeSpans(row[to])[0]]);
}

it('lists every status of a charge with the payment status that follows', () => {
  const documented = tableRows(page, ['Charge', 'Payment', 'Order']).map(({ Charge, Payment }) => [
    codeSpans(Charge)[0],
    codeSpans(Payment)[0],
  ]);
  expect(documented).toEqual(Object.entries(PAYMENT_STATUS_OF));
});

it('lists what every status of a refund and of a dispute does', () => {
  const refunds = tableRows(page, ['Refund', 'Payment', 'Order']).map(({ Refund }) => codeSpans(Refund)[0]);
  expect(refunds).toEqual(REFUND_STATUSES);
  const disputes = tableRows(page, ['Dispute', 'Payment', 'Order']).map(({ Dispute }) => codeSpans(Dispute)[0]);
  expect(disputes).toEqual(DISPUTE_STATUSES);
});

it('lists what undoing an order does to a payment of every status', () => {
  const documented = tableRows(page, ['Payment', 'When the order is undone']).map(
    ({ Payment }) => codeSpans(Payment)[0],
  );
  expect(documented).toEqual(PAYMENT_STATUSES);
});

it('lists every status of a PaymentIntent with the charge that the adapter makes of it', () => {
  const rows = tableRows(page, ['PaymentIntent', 'Charge']);
  expect(new Set(rows.map(({ PaymentIntent }) => codeSpans(PaymentIntent)[0]))).toEqual(new Set(INTENT_STATUSES));
  for (const { PaymentIntent = '', Charge } of rows) {
    const intent = {
      ...{ id: 'pi_1', amount: 100, amount_received: 100, currency: 'usd', next_action: null, latest_charge: null },
      status: codeSpans(PaymentIntent)[0],
      last_payment_error: PaymentIntent.endsWith('with an error') ? { code: 'card_declined' } : null,
    };
    expect([PaymentIntent, toCharge(intent as unknown as Stripe.PaymentIntent).status]).toEqual([
      PaymentIntent,
      codeSpans(Charge)[0],
    ]);
  }
});

it('lists every status of a refund and of a dispute of Stripe', () => {
  expect(mappingOf("Stripe's refund", 'Refund')).toEqual(
    REFUND_STATUSES_OF_STRIPE.map((status) => [status, refundStatus(status)]),
  );
  expect(mappingOf("Stripe's dispute", 'Dispute')).toEqual(
    DISPUTE_STATUSES_OF_STRIPE.map((status) => [status, disputeStatus(status)]),
  );
});
