import type { DataSource, EntityManager } from 'typeorm';

/** A stock row, locked until the transaction ends. */
export interface LockedStock {
  readonly productId: string;
  readonly available: number;
  readonly reserved: number;
}

/**
 * Runs a change with the stock of the given products locked, in one transaction.
 *
 * Rows are taken in the order of their product ids, here as in the statements of reservation-rows.ts, so two changes that touch
 * the same products wait for one another and never deadlock. Since every change of an order's reservations begins so, they
 * are safe from each other too.
 *
 * @param change - gets the locked rows; what is not in stock is missing among them
 */
export function withLockedStock<T>(
  database: DataSource,
  productIds: readonly string[],
  change: (manager: EntityManager, stock: ReadonlyMap<string, LockedStock>) => Promise<T>,
): Promise<T> {
  return database.transaction(async (manager) => {
    const rows = await manager.query<LockedStock[]>(
      `SELECT product_id AS "productId", available, reserved FROM inventory.stock
       WHERE product_id = ANY ($1) AND deleted_at IS NULL
       ORDER BY product_id
       FOR UPDATE`,
      [productIds],
    );
    return change(manager, new Map(rows.map((row) => [row.productId, row])));
  });
}
