import type { DataSource } from 'typeorm';

/** Records the status `paid` as a separate step; the order service records it together with the confirmation. */
export function createMarkPaid(database: DataSource) {
  return {
    async markPaid({ orderId, paymentId }: { orderId: string; paymentId: string }): Promise<void> {
      await database.query(
        `WITH paid AS (
           UPDATE orders.orders SET status = 'paid', payment_id = $2, version = version + 1, updated_at = now()
           WHERE id = $1 AND status = 'pending'
           RETURNING id, version
         )
         INSERT INTO orders.order_status_history (order_id, version, from_status, to_status, actor)
         SELECT id, version, 'pending', 'paid', 'system' FROM paid`,
        [orderId, paymentId],
      );
    },
  };
}

export type MarkPaid = ReturnType<typeof createMarkPaid>;
