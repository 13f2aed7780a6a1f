import type { AttentionItem, TimelineEntry } from '../client.js';
import type { RefundText } from './refund-messages.js';
import { reasonLabel, type OrderText } from './reasons.js';

interface Reasoned {
  readonly kind: TimelineEntry['kind'] | AttentionItem['kind'];
  readonly reason: string | null;
}

/** Why something happened, in the words of the page: the codes of disputes and failed refunds are those of payment providers. */
export function entryReason({ kind, reason }: Reasoned, order: OrderText, refund: RefundText): string {
  if (reason === null) return '';
  if (kind === 'dispute' || kind === 'dispute_open')
    return lookUpOwn(refund.disputeReasons, reason) ?? refund.otherDispute;
  if (kind !== 'refund' && kind !== 'refund_failed') return reasonLabel(reason, order);
  return lookUpOwn({ ...refund.refundReasons, ...refund.refundFailures }, reason) ?? refund.quoted(reason);
}

function lookUpOwn(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
