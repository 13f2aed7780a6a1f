import type { TestDatabase } from './database.js';
import type { System } from './system.js';

/** Reads the rows of one order: its own and the gateway's. */
export async function readOrderSnapshot({ query }: TestDatabase, orderId: string) {
  const [order] = await query<{ status: string; status_reason: string | null }>(
    'SELECT status, status_reason FROM orders.orders WHERE id = $1 AND deleted_at IS NULL',
    [orderId],
  );
  const [payment] = await query<{ status: string; failure_reason: string | null }>(
    'SELECT status, failure_reason FROM payments.payments WHERE order_id = $1',
    [orderId],
  );
  const [charge] = await query<{ status: string; kept: number }>(
    'SELECT status, (amount - refunded_amount)::int AS kept FROM gateway.charges WHERE order_id = $1',
    [orderId],
  );
  return { order, payment, charge };
}

export async function readStock({ inventory }: System, productId: string) {
  const { available, reserved, total } = await inventory.get(productId);
  return { available, reserved, total };
}

/** Reads the statuses of an order, oldest first. */
export async function readStatusHistory({ query }: TestDatabase, orderId: string): Promise<string[]> {
  const changes = await query<{ to_status: string }>(
    'SELECT to_status FROM orders.order_status_history WHERE order_id = $1 ORDER BY version',
    [orderId],
  );
  return changes.map((change) => change.to_status);
}

/** Polls until the predicate holds. The timeout of the test bounds it. */
export async function waitUntil<T>(probe: () => Promise<T>, predicate: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await probe();
    if (predicate(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
