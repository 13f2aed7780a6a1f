import type { EntityManager } from 'typeorm';
import { statusesBefore, type ReservationStatus } from './reservation-status.js';
import type { HoldRequest, StockRequest } from './reservations.service.js';

/**
 * The rows of an order's reservations, with the stock and the ledger that go with them: each change is one statement, made
 * while the stock is locked.
 */

/** Holds every line that is not held yet. @returns the ids of the reservations that were made */
export async function insertReservations(
  manager: EntityManager,
  { orderId, lines, expiresAt }: HoldRequest,
): Promise<string[]> {
  const made = await manager.query<{ id: string }[]>(
    `WITH made AS (
       INSERT INTO inventory.reservations (order_id, product_id, quantity, status, expires_at)
       SELECT $1, product_id, quantity, 'reserved', $3
       FROM jsonb_to_recordset($2) AS line (product_id uuid, quantity int)
       ON CONFLICT (order_id, product_id) DO NOTHING
       RETURNING id, product_id, quantity
     ), stock AS (
       UPDATE inventory.stock s
       SET available = s.available - m.quantity, reserved = s.reserved + m.quantity, updated_at = now()
       FROM made m WHERE s.product_id = m.product_id
     ), ledger AS (
       INSERT INTO inventory.stock_movements (product_id, kind, order_id, available_delta, reserved_delta)
       SELECT product_id, 'reserve', $1, -quantity, quantity FROM made
     )
     SELECT id FROM made`,
    [orderId, recordset(lines), expiresAt],
  );
  return made.map(({ id }) => id);
}

/** Takes what is reserved out of the warehouse. @returns how many reservations that were */
export async function confirmReservations(manager: EntityManager, orderId: string): Promise<number> {
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
  return moved;
}

/** Closes every line, held or not, and gives back what was. @returns how many reservations gave something back */
export async function closeReservations(manager: EntityManager, { orderId, lines }: StockRequest): Promise<number> {
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

export async function statusesOf(manager: EntityManager, orderId: string): Promise<ReservationStatus[]> {
  const rows = await manager.query<{ status: ReservationStatus }[]>(
    'SELECT status FROM inventory.reservations WHERE order_id = $1',
    [orderId],
  );
  return rows.map((row) => row.status);
}

function recordset(lines: StockRequest['lines']): string {
  return JSON.stringify(lines.map(({ productId, quantity }) => ({ product_id: productId, quantity })));
}
