import type { DataSource, EntityManager } from 'typeorm';
import { statusesBefore, type ReservationStatus } from './reservation-status.js';
import type { ReservationRequest, StockRequest } from '../../contracts/inventory.js';

/**
 * The rows of an order's reservations, with the stock and the ledger that go with them. Each change is one statement that
 * locks the stock first, in the order of the product ids: changes that touch the same products wait for one another, and never
 * deadlock. A hot product is locked for no longer than Postgres needs, whoever asks and from however far away.
 *
 * All three numbers of a stock row come from it as it was locked: the UPDATE begins with the row that its statement saw before
 * it waited, and the CHECK constraints are held against what comes of that, too.
 */

/** A line's product as it was before the statement, and the reservation that was made of it. */
export interface ReservationResult {
  readonly productId: string;
  readonly available: number;
  readonly reserved: number;
  readonly reservationId: string | null;
}

/** Holds every line, or none where one has no stock or is held already. @returns the products that are in stock at all */
export function insertReservations(
  database: DataSource,
  { orderId, lines, expiresAt }: ReservationRequest,
): Promise<ReservationResult[]> {
  return database.query<ReservationResult[]>(
    `WITH line AS (
       SELECT product_id, quantity FROM jsonb_to_recordset($2) AS line (product_id uuid, quantity int)
     ), locked AS (
       SELECT product_id, available, reserved, total FROM inventory.stock
       WHERE product_id = ANY ($4) AND deleted_at IS NULL
       ORDER BY product_id FOR UPDATE
     ), made AS (
       INSERT INTO inventory.reservations (order_id, product_id, quantity, status, expires_at)
       SELECT $1, product_id, quantity, 'reserved', $3 FROM line
       WHERE (SELECT count(*) FROM line) = (SELECT count(*) FROM line JOIN locked USING (product_id) WHERE available >= quantity)
       ON CONFLICT (order_id, product_id) DO NOTHING
       RETURNING id, product_id, quantity
     ), stock AS (
       UPDATE inventory.stock s
       SET available = l.available - m.quantity, reserved = l.reserved + m.quantity, total = l.total, updated_at = now()
       FROM made m JOIN locked l USING (product_id) WHERE s.product_id = m.product_id
     ), ledger AS (
       INSERT INTO inventory.stock_movements (product_id, kind, order_id, available_delta, reserved_delta)
       SELECT product_id, 'reserve', $1, -quantity, quantity FROM made
     )
     SELECT product_id AS "productId", available, reserved, made.id AS "reservationId"
     FROM locked LEFT JOIN made USING (product_id)`,
    [orderId, recordset(lines), expiresAt, productIds(lines)],
  );
}

/** Takes what is reserved out of the warehouse. @returns how many reservations that were */
export async function confirmReservations(database: DataSource, { orderId, lines }: StockRequest): Promise<number> {
  const [{ moved }] = await database.query<[{ moved: number }]>(
    `WITH locked AS (
       SELECT product_id, available, reserved, total FROM inventory.stock
       WHERE product_id = ANY ($3) ORDER BY product_id FOR UPDATE
     ), moved AS (
       UPDATE inventory.reservations SET status = 'confirmed', updated_at = now()
       WHERE order_id = $1 AND status = ANY ($2) AND product_id IN (SELECT product_id FROM locked)
       RETURNING product_id, quantity
     ), stock AS (
       UPDATE inventory.stock s
       SET available = l.available, reserved = l.reserved - m.quantity, total = l.total - m.quantity, updated_at = now()
       FROM moved m JOIN locked l USING (product_id) WHERE s.product_id = m.product_id
     ), ledger AS (
       INSERT INTO inventory.stock_movements (product_id, kind, order_id, available_delta, reserved_delta)
       SELECT product_id, 'confirm', $1, 0, -quantity FROM moved
     )
     SELECT count(*)::int AS moved FROM moved`,
    [orderId, statusesBefore('confirmed'), productIds(lines)],
  );
  return moved;
}

/** Closes every line, held or not, and gives back what was; the stock is locked by the caller. @returns how many reservations gave something back */
export async function releaseReservations(manager: EntityManager, { orderId, lines }: StockRequest): Promise<number> {
  const [{ released }] = await manager.query<[{ released: number }]>(
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
     ), ledger AS (
       INSERT INTO inventory.stock_movements (product_id, kind, order_id, available_delta, reserved_delta)
       SELECT product_id, CASE status WHEN 'reserved' THEN 'release' ELSE 'restock' END, $1, quantity,
              CASE status WHEN 'reserved' THEN -quantity ELSE 0 END
       FROM held
     )
     SELECT count(*)::int AS released FROM held`,
    [orderId, recordset(lines), statusesBefore('released')],
  );
  return released;
}

export async function findStatuses(database: DataSource, orderId: string): Promise<ReservationStatus[]> {
  const rows = await database.query<{ status: ReservationStatus }[]>(
    'SELECT status FROM inventory.reservations WHERE order_id = $1',
    [orderId],
  );
  return rows.map((row) => row.status);
}

function productIds(lines: StockRequest['lines']): string[] {
  return lines.map(({ productId }) => productId);
}

function recordset(lines: StockRequest['lines']): string {
  return JSON.stringify(lines.map(({ productId, quantity }) => ({ product_id: productId, quantity })));
}
