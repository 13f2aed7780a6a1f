import { randomUUID } from 'node:crypto';
import type { ReservationRequest } from '../../src/contracts/inventory.js';
import type { TestDatabase } from './database.js';
import type { Domains } from './domains.js';
import { findViolations } from './invariants.js';

/** A reservation request of a new order, by default for one unit of each product. */
export function reservationRequest(products: readonly string[], quantity = 1): ReservationRequest {
  return {
    orderId: randomUUID(),
    lines: products.map((productId) => ({ productId, quantity })),
    expiresAt: '2030-01-01T00:15:00.000Z',
  };
}

export async function readStockCounts({ inventory }: Domains, productId: string) {
  const { available, reserved, total } = await inventory.get(productId);
  return { available, reserved, total };
}

/** Reads the reservations of an order as `quantity status`. */
export async function readReservations(database: TestDatabase, orderId: string): Promise<string[]> {
  const rows = await database.query<{ held: string }>(
    `SELECT quantity || ' ' || status AS held FROM inventory.reservations WHERE order_id = $1 ORDER BY product_id`,
    [orderId],
  );
  return rows.map((row) => row.held);
}

/** Reads the stock movements of an order as `kind available_delta reserved_delta`, oldest first. */
export async function readStockMovements(database: TestDatabase, orderId: string): Promise<string[]> {
  const rows = await database.query<{ line: string }>(
    `SELECT concat_ws(' ', kind, available_delta, reserved_delta) AS line FROM inventory.stock_movements
     WHERE order_id = $1 ORDER BY id`,
    [orderId],
  );
  return rows.map((row) => row.line);
}

/** Finds violations of the stock invariants; orders may still be in progress. */
export async function stockViolations(database: TestDatabase): Promise<[string, unknown][]> {
  return Object.entries(await findViolations(database)).filter(([invariant]) => invariant.startsWith('stock.'));
}
