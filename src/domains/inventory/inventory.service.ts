import { Any, type DataSource, type Repository } from 'typeorm';
import { AdjustmentBelowReserved, ProductNotInInventory } from './errors.js';
import { withLockedStock } from './stock-lock.js';
import { Stock } from './stock.entity.js';

export interface OpeningStock {
  readonly productId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly warehouseCode: string;
}

/** Stock levels, which operators adjust. */
export class InventoryService {
  private readonly stock: Repository<Stock>;

  constructor(private readonly database: DataSource) {
    this.stock = database.getRepository(Stock);
  }

  /** Opens the stock of a product. Idempotent: existing stock does not change. */
  async create({ productId, sku, quantity, warehouseCode }: OpeningStock): Promise<Stock> {
    await this.database.query(
      `WITH made AS (
         INSERT INTO inventory.stock (product_id, sku, available, total, warehouse_code)
         VALUES ($1, $2, $3, $3, $4)
         ON CONFLICT (product_id) DO NOTHING
         RETURNING product_id, available
       )
       INSERT INTO inventory.stock_movements (product_id, kind, available_delta, reserved_delta)
       SELECT product_id, 'opening', available, 0 FROM made`,
      [productId, sku, quantity, warehouseCode],
    );
    return this.get(productId);
  }

  /**
   * Changes the available stock and records the reason in the movement ledger.
   *
   * @param delta - units, positive or negative
   * @throws ProductNotInInventory
   * @throws AdjustmentBelowReserved when fewer than -delta are available
   */
  async adjust(productId: string, delta: number, reason: string): Promise<Stock> {
    await withLockedStock(this.database, [productId], async (manager, locked) => {
      const stock = locked.get(productId);
      if (!stock) throw new ProductNotInInventory([productId]);
      if (stock.available + delta < 0) throw new AdjustmentBelowReserved(productId, delta, stock.available);
      await manager.query(
        `WITH adjusted AS (
           UPDATE inventory.stock SET available = available + $2, total = total + $2, updated_at = now()
           WHERE product_id = $1
         )
         INSERT INTO inventory.stock_movements (product_id, kind, available_delta, reserved_delta, reason)
         VALUES ($1, 'adjustment', $2, 0, $3)`,
        [productId, delta, reason],
      );
    });
    return this.get(productId);
  }

  /** @throws ProductNotInInventory */
  async get(productId: string): Promise<Stock> {
    const stock = await this.stock.findOneBy({ productId });
    if (!stock) throw new ProductNotInInventory([productId]);
    return stock;
  }

  /** Returns the stock of the given products. Products without a stock row are left out. */
  find(productIds: readonly string[]): Promise<Stock[]> {
    return this.stock.findBy({ productId: Any([...productIds]) });
  }

  /** Returns a page of stock rows, ordered by sku. */
  list(page: { afterSku?: string; limit: number }): Promise<Stock[]> {
    const query = this.stock.createQueryBuilder('stock').orderBy('stock.sku', 'ASC').take(page.limit);
    if (page.afterSku !== undefined) query.where('stock.sku > :after', { after: page.afterSku });
    return query.getMany();
  }
}
