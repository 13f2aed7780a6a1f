import type { Order } from '../client.js';
import { useText } from '../i18n/use-language.js';
import { text } from './text.js';

export function StatusPill({ status }: { readonly status: Order['status'] }) {
  const { statuses } = useText(text);
  return <span class={`pill ${status}`}>{statuses[status]}</span>;
}
