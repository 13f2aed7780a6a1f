import type { DataSource, EntityManager } from 'typeorm';
import {
  InsufficientInventory,
  ProductNotInInventory,
  ReservationClosed,
  ReservationsNotFound,
  type Shortage,
} from './errors.js';
import { statusesBefore, type ReservationStatus } from './reservation-status.js';
import { withLockedStock, type LockedStock } from './stock-lock.js';

/** The stock of an order: one line a product. */
export interface StockRequest {
  readonly orderId: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
}

export interface HoldRequest extends StockRequest {
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** Holds stock for orders. Each call may come twice, or after its opposite, and then changes nothing. */
export class ReservationsService {
  constructor(private readonly database: DataSource) {}

  /**
   * Moves every line from available to reserved, or none of them.
   *
   * @throws ProductNotInInventory, InsufficientInventory - nothing was written
   * @throws ReservationClosed when the order's stock was released before
   */
  async reserve({ orderId, lines, expiresAt }: HoldRequest): Promise<void> {
    await withLockedStock(this.database, productIds(lines), async (manager, stock) => {
      const refusal = refusalOf(lines, stock);
      const made = refusal ? 0 : await insertReservations(manager, { orderId, lines, expiresAt });
      if (made === lines.length) return;

      const statuses = await statusesOf(manager, orderId);
      if (statuses.length === 0 && refusal) throw refusal;
      if (!statuses.every((status) => status === 'reserved')) throw new ReservationClosed(orderId);
    });
  }

  /**
   * Takes the reserved stock out of the warehouse.
   *
   * @throws ReservationsNotFound when nothing was reserved
   * @throws ReservationClosed when the stock was released
   */
  async confirm({ orderId, lines }: StockRequest): Promise<void> {
    await withLockedStock(this.database, productIds(lines), async (manager) => {
      const [{ moved }] = await manager.query<[{ moved: number }]>(
        `WITH moved AS (
           UPDATE inventory.reservations SET status = 'confirmed', updated_at = now()
           WHERE order_id = $1 AND status = ANY ($2)
           RETURNING product_id, quantity
         ), stock AS (
           UPDATE inventory.stock s
           SET reserved = s.reserved - m.quantity, total = s.total - m.quantity, updated_at = now()
           FROM moved m WHERE s.product_id = m.product_id
         ), ledger AS (
           INSERT INTO inventory.stock_movements (product_id, kind, order_id, available_delta, reserved_delta)
           SELECT product_id, 'confirm', $1, 0, -quantity FROM moved
         )
         SELECT count(*)::int AS moved FROM moved`,
        [orderId, statusesBefore('confirmed')],
      );
      if (moved > 0) return;
      const statuses = await statusesOf(manager, orderId);
      if (statuses.length === 0) throw new ReservationsNotFound(orderId);
      if (!statuses.every((status) => status === 'confirmed')) throw new ReservationClosed(orderId);
    });
  }

  /**
   * Gives back whatever the order holds, reserved or confirmed, and closes it. Where nothing was reserved it leaves
   * released reservations as tombstones, so that a `reserve` or `confirm` that arrives late is refused.
   */
  async release({ orderId, lines }: StockRequest): Promise<void> {
    await withLockedStock(this.database, productIds(lines), async (manager) => {
      await manager.query(
        `WITH held AS (
           SELECT product_id, quantity, status FROM inventory.reservations
           WHERE order_id = $1 AND status = ANY ($3)
         ), closed AS (
           INSERT INTO inventory.reservations (order_id, product_id, quantity, status, expires_at)
           SELECT $1, product_id, quantity, 'released', now()
           FROM jsonb_to_recordset($2) AS line (product_id uuid, quantity int)
           ON CONFLICT (order_id, product_id) DO UPDATE SET status = 'released', updated_at = now()
             WHERE inventory.reservations.status = ANY ($3)
         ), stock AS (
           UPDATE inventory.stock s
           SET available = s.available + h.quantity,
               reserved = s.reserved - CASE h.status WHEN 'reserved' THEN h.quantity ELSE 0 END,
               total = s.total + CASE h.status WHEN 'confirmed' THEN h.quantity ELSE 0 END,
               updated_at = now()
           FROM held h WHERE s.product_id = h.product_id
         )
         INSERT INTO inventory.stock_movements (product_id, kind, order_id, available_delta, reserved_delta)
         SELECT product_id, CASE status WHEN 'reserved' THEN 'release' ELSE 'restock' END, $1, quantity,
                CASE status WHEN 'reserved' THEN -quantity ELSE 0 END
         FROM held`,
        [orderId, recordset(lines), statusesBefore('released')],
      );
    });
  }

  /**
   * Moves the expiry of what the order holds; what is no longer reserved stays as it is.
   *
   * @param expiresAt - ISO 8601
   */
  async extend(orderId: string, expiresAt: string): Promise<void> {
    await this.database.query(
      `UPDATE inventory.reservations SET expires_at = $2, updated_at = now()
       WHERE order_id = $1 AND status = 'reserved' AND expires_at < $2`,
      [orderId, expiresAt],
    );
  }
}

async function insertReservations(manager: EntityManager, { orderId, lines, expiresAt }: HoldRequest): Promise<number> {
  const [{ made }] = await manager.query<[{ made: number }]>(
    `WITH made AS (
       INSERT INTO inventory.reservations (order_id, product_id, quantity, status, expires_at)
       SELECT $1, product_id, quantity, 'reserved', $3
       FROM jsonb_to_recordset($2) AS line (product_id uuid, quantity int)
       ON CONFLICT (order_id, product_id) DO NOTHING
       RETURNING product_id, quantity
     ), stock AS (
       UPDATE inventory.stock s
       SET available = s.available - m.quantity, reserved = s.reserved + m.quantity, updated_at = now()
       FROM made m WHERE s.product_id = m.product_id
     ), ledger AS (
       INSERT INTO inventory.stock_movements (product_id, kind, order_id, available_delta, reserved_delta)
       SELECT product_id, 'reserve', $1, -quantity, quantity FROM made
     )
     SELECT count(*)::int AS made FROM made`,
    [orderId, recordset(lines), expiresAt],
  );
  return made;
}

async function statusesOf(manager: EntityManager, orderId: string): Promise<ReservationStatus[]> {
  const rows = await manager.query<{ status: ReservationStatus }[]>(
    'SELECT status FROM inventory.reservations WHERE order_id = $1',
    [orderId],
  );
  return rows.map((row) => row.status);
}

function refusalOf(
  lines: StockRequest['lines'],
  stock: ReadonlyMap<string, LockedStock>,
): ProductNotInInventory | InsufficientInventory | undefined {
  const unknown = productIds(lines).filter((id) => !stock.has(id));
  if (unknown.length > 0) return new ProductNotInInventory(unknown);

  const shortages = lines
    .map(({ productId, quantity }): Shortage => {
      return { productId, requested: quantity, available: stock.get(productId)?.available ?? 0 };
    })
    .filter(({ requested, available }) => available < requested);
  return shortages.length > 0 ? new InsufficientInventory(shortages) : undefined;
}

function productIds(lines: StockRequest['lines']): string[] {
  return lines.map((line) => line.productId);
}

function recordset(lines: StockRequest['lines']): string {
  return JSON.stringify(lines.map(({ productId, quantity }) => ({ product_id: productId, quantity })));
}
