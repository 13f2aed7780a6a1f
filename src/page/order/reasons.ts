import type { Order } from '../client.js';
import type { text } from './text.js';

export type OrderText = (typeof text)['en'];

/** The message of one of the service's own reasons; any other reason is free text from a person. Empty without a reason. */
export function reasonLabel(reason: string | null, t: OrderText): string {
  if (reason === null) return '';
  return lookUp(t.reasons, reason) ?? t.quoted(reason);
}

/** Why the order ended, as a sentence; empty when it has no reason. */
export function reasonSentence({ status, status_reason: reason, payment }: Order, t: OrderText): string {
  if (reason === null) return '';
  const decline = status === 'failed' ? lookUp(t.declines, payment?.failure_reason ?? '') : undefined;
  return t.sentence(decline ?? reasonLabel(reason, t));
}

function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
