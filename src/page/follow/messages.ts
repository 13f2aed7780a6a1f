import type { Order } from '../client.js';

/** What it takes to follow an order. */
export type FollowedOrder = Pick<Order, 'id' | 'status' | 'version'>;

/** What the tabs of a session tell each other. */
export type FollowMessage =
  | { readonly type: 'wants'; readonly tab: string; readonly orders: readonly FollowedOrder[] }
  /** Asks each tab for its `wants`. */
  | { readonly type: 'rollCall' }
  | { readonly type: 'changed'; readonly order: Order };

/** Whether the order may change by itself; a confirmed one can still be refunded or cancelled. */
export function canChange({ status }: FollowedOrder): boolean {
  return status === 'pending' || status === 'paid' || status === 'confirmed';
}
