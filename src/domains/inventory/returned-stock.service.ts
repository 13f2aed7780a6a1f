import type { DataSource } from 'typeorm';
import type { ReturnRequest } from '../../contracts/returns.js';
import { withLockedStock } from './stock-lock.js';

/** Records stock that customers returned. */
export class ReturnedStockService {
  constructor(private readonly database: DataSource) {}

  /**
   * Takes returned units into the inventory, and sells them again when asked. Idempotent by return id. Units of an order whose
   * stock was restocked meanwhile, because it was cancelled, are already in the inventory.
   */
  receive({ returnId, orderId, lines, restock }: ReturnRequest): Promise<void> {
    const productIds = lines.map(({ productId }) => productId);
    return withLockedStock(this.database, productIds, async (manager) => {
      await manager.query(
        `WITH received AS (
           INSERT INTO inventory.returned_stock (return_id, order_id, product_id, quantity, restocked)
           SELECT $1, $2, line."productId", line.quantity, $4
           FROM jsonb_to_recordset($3) AS line ("productId" uuid, quantity int)
           JOIN inventory.reservations r ON r.order_id = $2 AND r.product_id = line."productId" AND r.status = 'confirmed'
           ON CONFLICT DO NOTHING
           RETURNING product_id, quantity
         ), stock AS (
           UPDATE inventory.stock s
           SET available = s.available + received.quantity, total = s.total + received.quantity, updated_at = now()
           FROM received WHERE s.product_id = received.product_id AND $4
         )
         INSERT INTO inventory.stock_movements (product_id, kind, return_id, available_delta, reserved_delta)
         SELECT product_id, 'return', $1, quantity, 0 FROM received WHERE $4`,
        [returnId, orderId, JSON.stringify(lines), restock],
      );
    });
  }
}
