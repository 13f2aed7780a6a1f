import type { DataSource } from 'typeorm';

export interface LowStock {
  readonly productId: string;
  readonly sku: string;
  readonly available: number;
  readonly reserved: number;
  readonly since: Date;
}

export interface StockTotals {
  readonly available: number;
  readonly reserved: number;
  /** Products without an available unit. */
  readonly soldOut: number;
  /** Products whose available units are at or below the threshold, sold-out ones included. */
  readonly low: number;
}

/** Adds up stock for operators. */
export class StockNumbers {
  constructor(private readonly database: DataSource) {}

  async totals(lowStockThreshold: number): Promise<StockTotals> {
    const [totals] = await this.database.query<[StockTotals]>(
      `SELECT coalesce(sum(available), 0)::float8 AS available, coalesce(sum(reserved), 0)::float8 AS reserved,
              (count(*) FILTER (WHERE available = 0))::int AS "soldOut",
              (count(*) FILTER (WHERE available <= $1))::int AS low
       FROM inventory.stock WHERE deleted_at IS NULL`,
      [lowStockThreshold],
    );
    return totals;
  }

  /** Products whose available units are at or below the threshold, the scarcest first. */
  findLow(threshold: number, limit: number): Promise<LowStock[]> {
    return this.database.query(
      `SELECT product_id AS "productId", sku, available, reserved, updated_at AS since FROM inventory.stock
       WHERE available <= $1 AND deleted_at IS NULL ORDER BY available, sku LIMIT $2`,
      [threshold, limit],
    );
  }
}
