import type { OrderStatus } from '../client/types.js';

export function StatusPill({ status }: { readonly status: OrderStatus }) {
  return <span class={`pill ${status}`}>{status}</span>;
}
