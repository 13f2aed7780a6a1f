import type { DataSource } from 'typeorm';

export const MOVEMENT_KINDS = ['opening', 'adjustment', 'reserve', 'confirm', 'release', 'restock', 'return'] as const;

/** An entry of the stock ledger. */
export interface StockMovement {
  /** Increases with each movement. */
  readonly id: number;
  readonly kind: (typeof MOVEMENT_KINDS)[number];
  readonly orderId: string | null;
  readonly returnId: string | null;
  readonly availableDelta: number;
  readonly reservedDelta: number;
  readonly reason: string | null;
  readonly at: Date;
}

/** Reads the stock ledger. */
export class StockMovements {
  constructor(private readonly database: DataSource) {}

  /** Returns a page of a product's movements, newest first. @param before - the last id of the previous page */
  list(productId: string, { before, limit }: { before?: number | undefined; limit: number }): Promise<StockMovement[]> {
    return this.database.query(
      `SELECT id::float8 AS id, kind, order_id AS "orderId", return_id AS "returnId",
              available_delta AS "availableDelta", reserved_delta AS "reservedDelta", reason, created_at AS at
       FROM inventory.stock_movements
       WHERE product_id = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [productId, before ?? null, limit],
    );
  }
}
