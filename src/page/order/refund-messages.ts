import type { Dispute, OrderReturn, PaymentDetails } from '../client.js';
import type { Formats } from '../i18n/formats.js';
import type { refundText } from './refund-text.js';

type Refund = PaymentDetails['refunds'][number];
export type RefundText = (typeof refundText)['en'];

/** The amount, the state and the reason of a refund; a reason that is not the service's own is free text from a person. */
export function describeRefund(
  { amount, status, reason }: Refund,
  currency: string,
  t: RefundText,
  { money }: Pick<Formats, 'money'>,
): string {
  const own = lookUp(t.refundReasons, reason);
  return t.refundLine(money(amount, currency), t.refundStatuses[status], own ?? t.quoted(reason));
}

/** The amount, the state and, while evidence can be submitted, the due date of a dispute. */
export function describeDispute(
  dispute: Dispute,
  t: RefundText,
  { money, date }: Pick<Formats, 'money' | 'date'>,
): string {
  const { amount, currency, status, reason, evidence_due_at: dueAt } = dispute;
  const due = dueAt === null ? '' : t.evidenceDue(date(dueAt));
  const why = lookUp(t.disputeReasons, reason) ?? t.otherDispute;
  return t.disputeLine(money(amount, currency), t.disputeStatuses[status], why + due);
}

/** The units, the state and the reason of a return. */
export function describeReturn(
  { items, status, restock, reason }: OrderReturn,
  t: RefundText,
  { number }: Pick<Formats, 'number'>,
): string {
  const count = items.reduce((sum, { quantity }) => sum + quantity, 0);
  const state = t.returnStatuses[status] + (restock ? '' : t.notRestocked);
  return t.returnLine(t.units(count, number(count)), state, t.quoted(reason));
}

function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
