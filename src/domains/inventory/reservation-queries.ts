import type { DataSource, EntityManager } from 'typeorm';
import { traced, traceParameter } from '../database/trace-parameter.js';
import { statusesBefore, type ReservationStatus } from './reservation-status.js';
import type { ReservationRequest, StockRequest } from '../../contracts/inventory.js';

/**
 * Statements that change reservations together with the stock and the movement ledger.
 *
 * Each one locks the stock rows first, in product id order, so that concurrent changes wait for one another and never
 * deadlock. A single statement keeps the lock on a popular product independent of the network latency of the client.
 *
 * Each UPDATE takes all three stock counts from the locked row. Its own snapshot may predate the wait for the lock, and the
 * CHECK constraints would reject counts computed from it.
 */

/** A product's stock before the statement, and its new reservation; null when none was made. */
export interface ReservationResult {
  readonly productId: string;
  readonly available: number;
  readonly reserved: number;
  readonly reservationId: string | null;
}

/**
 * Reserves every line, or none when one has insufficient stock or is already reserved.
 *
 * @returns one result for each product that the inventory knows
 */
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
     FROM locked LEFT JOIN made USING (product_id) WHERE ${traced('$5')}`,
    [orderId, recordset(lines), expiresAt, productIds(lines), traceParameter()],
  );
}

/**
 * Reserves one product for several orders, in their order, as long as stock is left. An order that has a reservation of the product
 * gets none. Each request has one line.
 *
 * @returns the reservations made, by order id
 */
export async function insertReservationsOfProduct(
  database: DataSource,
  productId: string,
  requests: readonly ReservationRequest[],
): Promise<Map<string, ReservationResult>> {
  const rows = await database.query<(ReservationResult & { orderId: string })[]>(
    `WITH locked AS (
       SELECT product_id, available, reserved, total FROM inventory.stock
       WHERE product_id = $1 AND deleted_at IS NULL FOR UPDATE
     ), request AS (
       SELECT order_id, quantity, expires_at, sum(quantity) OVER (ORDER BY position) AS requested
       FROM unnest($2::uuid[], $3::int[], $4::timestamptz[]) WITH ORDINALITY AS line (order_id, quantity, expires_at, position)
     ), made AS (
       INSERT INTO inventory.reservations (order_id, product_id, quantity, status, expires_at)
       SELECT order_id, product_id, quantity, 'reserved', expires_at FROM request, locked WHERE requested <= available
       ON CONFLICT (order_id, product_id) DO NOTHING
       RETURNING id, order_id, product_id, quantity
     ), stock AS (
       UPDATE inventory.stock s
       SET available = l.available - m.quantity, reserved = l.reserved + m.quantity, total = l.total, updated_at = now()
       FROM (SELECT sum(quantity)::int AS quantity FROM made) m, locked l WHERE s.product_id = l.product_id AND m.quantity > 0
     ), ledger AS (
       INSERT INTO inventory.stock_movements (product_id, kind, order_id, available_delta, reserved_delta)
       SELECT product_id, 'reserve', order_id, -quantity, quantity FROM made
     )
     SELECT order_id AS "orderId", product_id AS "productId", available, reserved, made.id AS "reservationId"
     FROM made JOIN locked USING (product_id) WHERE ${traced('$5')}`,
    [
      productId,
      requests.map(({ orderId }) => orderId),
      requests.map(({ lines }) => lines[0]?.quantity),
      requests.map(({ expiresAt }) => expiresAt),
      traceParameter(),
    ],
  );
  return new Map(rows.map(({ orderId, ...result }) => [orderId, result]));
}

/** Confirms the reserved lines and removes them from the stock. @returns the number of reservations confirmed */
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

/**
 * Closes every line: releases or restocks its stock except for what the customer returned, and leaves a tombstone where none was reserved. The caller must hold the
 * stock locks.
 *
 * @param from - the statuses to close; a line with another status stays as it is
 * @returns the number of reservations released or restocked
 */
export async function releaseReservations(
  manager: EntityManager,
  { orderId, lines }: StockRequest,
  from: readonly ReservationStatus[],
): Promise<number> {
  const [{ released }] = await manager.query<[{ released: number }]>(
    `WITH held AS (
       SELECT product_id, quantity - coalesce((SELECT sum(r.quantity) FROM inventory.returned_stock r
                                                WHERE r.order_id = $1 AND r.product_id = held.product_id), 0)::int AS quantity,
              status
       FROM inventory.reservations held WHERE order_id = $1 AND status = ANY ($3)
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
    [orderId, recordset(lines), from],
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
