import { Any, type DataSource, type EntityManager, type Repository } from 'typeorm';
import { MAX_STOCK } from './bounds.js';
import { AdjustmentBelowReserved, ProductNotInInventory, StockOutOfRange } from './errors.js';
import { lockStock } from './stock-lock.js';
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
  async create(stock: OpeningStock): Promise<Stock> {
    await this.open(stock);
    return this.get(stock.productId);
  }

  /**
   * Opens the stock of a product.
   *
   * @returns false when the product has stock, or another product's stock has the sku
   */
  async open(
    { productId, sku, quantity, warehouseCode }: OpeningStock,
    manager: EntityManager = this.database.manager,
  ): Promise<boolean> {
    const opened = await manager.query<unknown[]>(
      `WITH made AS (
         INSERT INTO inventory.stock (product_id, sku, available, total, warehouse_code)
         VALUES ($1, $2, $3, $3, $4)
         ON CONFLICT DO NOTHING
         RETURNING product_id, available
       )
       INSERT INTO inventory.stock_movements (product_id, kind, available_delta, reserved_delta)
       SELECT product_id, 'opening', available, 0 FROM made
       RETURNING product_id`,
      [productId, sku, quantity, warehouseCode],
    );
    return opened.length > 0;
  }

  /**
   * Changes the available stock and records the reason in the movement ledger.
   *
   * @param delta - units, positive or negative
   * @throws ProductNotInInventory
   * @throws AdjustmentBelowReserved when fewer than -delta are available
   * @throws StockOutOfRange when the product would have more than MAX_STOCK units
   */
  adjust(productId: string, delta: number, reason: string): Promise<Stock> {
    return this.database.transaction((manager) => this.adjustIn(manager, productId, delta, reason));
  }

  /**
   * Adjusts the stock as `adjust` does, in a transaction of the caller.
   *
   * @param changeId - of the entry in the log of changes that the caller records
   */
  async adjustIn(
    manager: EntityManager,
    productId: string,
    delta: number,
    reason: string,
    changeId?: string,
  ): Promise<Stock> {
    const stock = (await lockStock(manager, [productId])).get(productId);
    if (!stock) throw new ProductNotInInventory([productId]);
    const { available, reserved } = stock;
    if (available + delta < 0) throw new AdjustmentBelowReserved(productId, delta, available);
    const total = available + reserved;
    if (delta > 0 && total + delta > MAX_STOCK) throw new StockOutOfRange(productId, delta, total);
    await manager.query(
      `WITH adjusted AS (
         UPDATE inventory.stock SET available = available + $2, total = total + $2, updated_at = now()
         WHERE product_id = $1
       )
       INSERT INTO inventory.stock_movements (product_id, kind, available_delta, reserved_delta, reason, change_id)
       VALUES ($1, 'adjustment', $2, 0, $3, $4)`,
      [productId, delta, reason, changeId],
    );
    return this.get(productId, manager);
  }

  /** @throws ProductNotInInventory */
  async get(productId: string, manager?: EntityManager): Promise<Stock> {
    const stock = await (manager?.getRepository(Stock) ?? this.stock).findOneBy({ productId });
    if (!stock) throw new ProductNotInInventory([productId]);
    return stock;
  }

  /** Returns the stock of the given products. Products without a stock row are left out. */
  find(productIds: readonly string[], manager?: EntityManager): Promise<Stock[]> {
    return (manager?.getRepository(Stock) ?? this.stock).findBy({ productId: Any([...productIds]) });
  }

  /** Returns a page of stock rows, ordered by sku. */
  list(page: { afterSku?: string; limit: number }): Promise<Stock[]> {
    const query = this.stock.createQueryBuilder('stock').orderBy('stock.sku', 'ASC').take(page.limit);
    if (page.afterSku !== undefined) query.where('stock.sku > :after', { after: page.afterSku });
    return query.getMany();
  }
}
