import { expect, it } from 'vitest';
import { PAYMENT_STATUS_OF, PAYMENT_STATUSES } from '../../src/domains/payments/payment-status.js';
import { codeSpans, readDocument, tableRows } from '../kit/markdown.js';

const page = readDocument('docs/reference/payment-states.md');

it('lists every status of a charge with the payment status that follows', () => {
  const documented = tableRows(page, ['Charge', 'Payment', 'Order']).map(({ Charge, Payment }) => [
    codeSpans(Charge)[0],
    codeSpans(Payment)[0],
  ]);
  expect(documented).toEqual(Object.entries(PAYMENT_STATUS_OF));
});

it('lists what undoing an order does to a payment of every status', () => {
  const documented = tableRows(page, ['Payment', 'When the order is undone']).map(
    ({ Payment }) => codeSpans(Payment)[0],
  );
  expect(documented).toEqual(PAYMENT_STATUSES);
});
