import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ReservationClosed } from '../../src/domains/inventory/errors.js';
import { startDomains, type Domains } from '../kit/domains.js';
import {
  readStockCounts,
  reservationRequest,
  readStockMovements,
  readReservations,
  stockViolations,
} from '../kit/stock.js';

let domains: Domains;
beforeAll(async () => {
  domains = await startDomains();
});
afterAll(() => domains.stop());
afterEach(async () => {
  expect(await stockViolations(domains.database)).toEqual([]);
});

it('releases reserved stock once', async () => {
  const [a, b] = [await domains.addStock(5), await domains.addStock(7)];
  const request = reservationRequest([a, b], 2);
  await domains.reservations.reserve(request);
  await domains.reservations.release(request);
  await domains.reservations.release(request);
  expect(await readStockCounts(domains, a)).toEqual({ available: 5, reserved: 0, total: 5 });
  expect(await readStockCounts(domains, b)).toEqual({ available: 7, reserved: 0, total: 7 });
  expect(await readReservations(domains.database, request.orderId)).toEqual(['2 released', '2 released']);
  const moved = await readStockMovements(domains.database, request.orderId);
  expect(moved).toEqual(['reserve -2 2', 'reserve -2 2', 'release 2 -2', 'release 2 -2']);
});

it('does not change the reservations of other orders', async () => {
  const product = await domains.addStock(5);
  const [mine, theirs] = [reservationRequest([product], 2), reservationRequest([product], 3)];
  await domains.reservations.reserve(mine);
  await domains.reservations.reserve(theirs);
  await domains.reservations.release(mine);
  expect(await readStockCounts(domains, product)).toEqual({ available: 2, reserved: 3, total: 5 });
  expect(await readReservations(domains.database, theirs.orderId)).toEqual(['3 reserved']);
});

it('restocks confirmed stock once', async () => {
  const product = await domains.addStock(5);
  const request = reservationRequest([product], 2);
  await domains.reservations.reserve(request);
  await domains.reservations.confirm(request);
  await domains.reservations.restock(request);
  await domains.reservations.restock(request);
  expect(await readStockCounts(domains, product)).toEqual({ available: 5, reserved: 0, total: 5 });
  expect(await readReservations(domains.database, request.orderId)).toEqual(['2 released']);
  expect(await readStockMovements(domains.database, request.orderId)).toEqual([
    'reserve -2 2',
    'confirm 0 -2',
    'restock 2 0',
  ]);
});

it('does not put confirmed stock back on sale', async () => {
  const product = await domains.addStock(5);
  const request = reservationRequest([product], 2);
  await domains.reservations.reserve(request);
  await domains.reservations.confirm(request);
  await domains.reservations.release(request);
  expect(await readStockCounts(domains, product)).toEqual({ available: 3, reserved: 0, total: 3 });
  expect(await readReservations(domains.database, request.orderId)).toEqual(['2 confirmed']);
});

it('moves no stock without a reservation and rejects a late reservation', async () => {
  const [a, b] = [await domains.addStock(5), await domains.addStock(7)];
  const request = reservationRequest([a, b]);
  await domains.reservations.release(request);
  await domains.reservations.release(request);
  expect(await readReservations(domains.database, request.orderId)).toEqual(['1 released', '1 released']);
  expect(await readStockMovements(domains.database, request.orderId)).toEqual([]);
  await expect(domains.reservations.reserve(request)).rejects.toThrow(ReservationClosed);
  expect(await readStockCounts(domains, a)).toEqual({ available: 5, reserved: 0, total: 5 });
  expect(await readStockCounts(domains, b)).toEqual({ available: 7, reserved: 0, total: 7 });
});

it('leaves a tombstone for a product that the inventory does not know', async () => {
  const request = reservationRequest([randomUUID()]);
  await domains.reservations.release(request);
  await expect(domains.reservations.reserve(request)).rejects.toThrow(ReservationClosed);
});
