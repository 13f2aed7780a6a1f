import { describe, expect, it } from 'vitest';
import { subjectName } from '../../../src/page/attention/subject-name.js';
import { text as attention } from '../../../src/page/attention/text.js';
import { entryReason } from '../../../src/page/order/entry-reason.js';
import { refundText } from '../../../src/page/order/refund-text.js';
import { text as order } from '../../../src/page/order/text.js';
import { timelineText } from '../../../src/page/order/timeline-text.js';

describe('the reason of an entry', () => {
  it.each([
    ['dispute', 'fraudulent', 'not recognised by the cardholder'],
    ['dispute_open', 'a new code', 'other reason'],
    ['refund', 'order_cancelled', 'the order was cancelled'],
    ['refund_failed', 'expired_or_canceled_card', 'the card has expired or is cancelled'],
    ['refund', 'arrived damaged', '“arrived damaged”'],
    ['status', 'reservation_expired', 'The reservation expired before payment'],
    ['message', null, ''],
  ] as const)('is in the words of the page: %s %s', (kind, reason, expected) => {
    expect(entryReason({ kind, reason }, order.en, refundText.en)).toBe(expected);
  });
});

describe('the name of what fails', () => {
  it.each([
    ['cancelPayment', '退回付款'],
    ['refund or void', '退回付款'],
    ['refund the lines', '退还退货款项'],
    ['COF-001', 'COF-001'],
  ])('is in the words of the page: %s', (subject, expected) => {
    expect(subjectName(subject, timelineText.zh.undoing, attention.zh.subjects)).toBe(expected);
  });
});
