import type { DataSource, EntityManager } from 'typeorm';
import type { CompletedReturn, RecordedReturn, ReturnRequest } from '../../contracts/returns.js';
import type { OrderStatus } from '../../contracts/orders.js';
import { IdempotencyKeyReused, OrderNotFound, OrderNotReturnable, ReturnExceedsOrder } from './errors.js';

/** A return as it is stored. */
export interface StoredReturn {
  readonly id: string;
  readonly orderId: string;
  readonly status: 'pending' | 'completed' | 'rejected';
  readonly restock: boolean;
  readonly reason: string;
  /** The price of the lines, in minor units. */
  readonly amount: number;
  /** Minor units; null until the return is completed. */
  readonly refundedAmount: number | null;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const SELECT_RETURNS = `
  SELECT id, order_id AS "orderId", status, restock, reason, amount::float8 AS amount,
         refunded_amount::float8 AS "refundedAmount", created_at AS "createdAt", updated_at AS "updatedAt",
         ARRAY (SELECT jsonb_build_object('productId', product_id, 'quantity', quantity)
                FROM orders.return_items i WHERE i.return_id = r.id ORDER BY product_id) AS lines
  FROM orders.returns r`;

/** The ledger of returned lines. Each change locks the order, so that concurrent returns never exceed what was bought. */
export class ReturnsService {
  constructor(private readonly database: DataSource) {}

  /**
   * Takes the quantities of a return from what can be returned. Idempotent by return id. A rejected return may be recorded again.
   *
   * @throws OrderNotFound
   * @throws OrderNotReturnable unless the order is confirmed
   * @throws ReturnExceedsOrder when a line exceeds what was bought and not returned yet
   * @throws IdempotencyKeyReused when the id belongs to another return
   */
  record(request: ReturnRequest): Promise<RecordedReturn> {
    const { returnId, orderId, lines, restock, reason } = request;
    return this.database.transaction(async (db) => {
      const status = await lockOrder(db, orderId);
      const [existing] = await db.query<[StoredReturn?]>(`${SELECT_RETURNS} WHERE id = $1`, [returnId]);
      if (existing && !isSame(existing, request)) throw new IdempotencyKeyReused();
      if (existing && existing.status !== 'rejected') return { amount: existing.amount };
      if (status !== 'confirmed') throw new OrderNotReturnable(orderId, status);
      const amount = await priceOf(db, request);
      await db.query(
        `INSERT INTO orders.returns (id, order_id, status, restock, reason, amount) VALUES ($1, $2, 'pending', $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET status = 'pending', updated_at = now()`,
        [returnId, orderId, restock, reason, amount],
      );
      await db.query(
        `INSERT INTO orders.return_items (return_id, product_id, quantity)
         SELECT $1, "productId", quantity FROM jsonb_to_recordset($2) AS line ("productId" uuid, quantity int)
         ON CONFLICT DO NOTHING`,
        [returnId, JSON.stringify(lines)],
      );
      return { amount };
    });
  }

  /** Marks a return as completed and adds it to the history of its order. Idempotent. */
  complete({ returnId, refundedAmount }: CompletedReturn): Promise<void> {
    return this.change(returnId, 'completed', refundedAmount);
  }

  /** Gives the quantities of a return back, whose refund was rejected. Idempotent. */
  withdraw(returnId: string): Promise<void> {
    return this.change(returnId, 'rejected', null);
  }

  /** Returns the returns of an order, oldest first. */
  list(orderId: string): Promise<StoredReturn[]> {
    return this.database.query(`${SELECT_RETURNS} WHERE order_id = $1 ORDER BY created_at, id`, [orderId]);
  }

  /** The orders of the given returns, by return id. */
  async findOrderIds(returnIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; orderId: string }[]>(
      'SELECT id, order_id AS "orderId" FROM orders.returns WHERE id = ANY ($1)',
      [returnIds],
    );
    return new Map(rows.map(({ id, orderId }) => [id, orderId]));
  }

  private async change(
    returnId: string,
    status: 'completed' | 'rejected',
    refundedAmount: number | null,
  ): Promise<void> {
    await this.database.query(
      `WITH changed AS (
         UPDATE orders.returns SET status = $2, refunded_amount = $3, updated_at = now()
         WHERE id = $1 AND status = 'pending'
         RETURNING order_id, reason
       ), moved AS (
         UPDATE orders.orders o SET version = o.version + 1, updated_at = now()
         FROM changed WHERE o.id = changed.order_id AND $2 = 'completed'
         RETURNING o.id, o.version, o.status, changed.reason
       )
       INSERT INTO orders.order_status_history (order_id, version, from_status, to_status, reason, actor)
       SELECT id, version, status, status, 'returned: ' || reason, 'operator' FROM moved`,
      [returnId, status, refundedAmount],
    );
  }
}

/** @throws OrderNotFound */
async function lockOrder(db: EntityManager, orderId: string): Promise<OrderStatus> {
  const [order] = await db.query<[{ status: OrderStatus }?]>(
    'SELECT status FROM orders.orders WHERE id = $1 AND deleted_at IS NULL FOR UPDATE',
    [orderId],
  );
  if (!order) throw new OrderNotFound(orderId);
  return order.status;
}

/** The price of the lines at the time of the order. @throws ReturnExceedsOrder */
async function priceOf(db: EntityManager, { orderId, lines }: ReturnRequest): Promise<number> {
  const items = await db.query<{ productId: string; price: number; left: number }[]>(
    `SELECT product_id AS "productId", price::float8 AS price,
            (quantity - coalesce((SELECT sum(i.quantity) FROM orders.return_items i JOIN orders.returns r ON r.id = i.return_id
                                  WHERE r.order_id = $1 AND r.status <> 'rejected' AND i.product_id = item.product_id), 0)
            )::int AS left
     FROM orders.order_items item WHERE order_id = $1`,
    [orderId],
  );
  let amount = 0;
  for (const { productId, quantity } of lines) {
    const item = items.find((each) => each.productId === productId);
    if (!item || quantity > item.left) throw new ReturnExceedsOrder(orderId, productId, item?.left ?? 0);
    amount += item.price * quantity;
  }
  return amount;
}

function isSame(stored: StoredReturn, request: ReturnRequest): boolean {
  return (
    stored.orderId === request.orderId &&
    stored.restock === request.restock &&
    stored.reason === request.reason &&
    stored.lines.length === request.lines.length &&
    request.lines.every(({ productId, quantity }) =>
      stored.lines.some((line) => line.productId === productId && line.quantity === quantity),
    )
  );
}
