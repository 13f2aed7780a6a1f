import type { Order } from '../client.js';

export function StatusPill({ status }: { readonly status: Order['status'] }) {
  return <span class={`pill ${status}`}>{status}</span>;
}
