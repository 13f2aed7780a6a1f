import type { DataSource, EntityManager } from 'typeorm';

/** A stock row, locked until the transaction ends. */
export interface LockedStock {
  readonly productId: string;
  readonly available: number;
  readonly reserved: number;
}

/**
 * Runs a change in a transaction that locks the stock of the given products.
 *
 * Rows are locked in product id order, as in reservation-queries.ts, so that concurrent changes wait for one another and never
 * deadlock. Every change of reservations starts with these locks, which also serializes the changes of one order.
 *
 * @param change - receives the locked rows by product id; products without a stock row are missing
 */
export function withLockedStock<T>(
  database: DataSource,
  productIds: readonly string[],
  change: (manager: EntityManager, stock: ReadonlyMap<string, LockedStock>) => Promise<T>,
): Promise<T> {
  return database.transaction(async (manager) => change(manager, await lockStock(manager, productIds)));
}

/** Locks the stock of the given products until the transaction ends. @returns the rows by product id */
export async function lockStock(
  manager: EntityManager,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, LockedStock>> {
  const rows = await manager.query<LockedStock[]>(
    `SELECT product_id AS "productId", available, reserved FROM inventory.stock
     WHERE product_id = ANY ($1) AND deleted_at IS NULL
     ORDER BY product_id
     FOR UPDATE`,
    [productIds],
  );
  return new Map(rows.map((row) => [row.productId, row]));
}
