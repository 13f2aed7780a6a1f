import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  InsufficientInventory,
  ProductNotInInventory,
  ReservationClosed,
  ReservationsNotFound,
} from '../../src/domains/inventory/errors.js';
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

describe('reserve', () => {
  it('moves every line from available to reserved', async () => {
    const [a, b] = [await domains.addStock(5), await domains.addStock(7)];
    const request = reservationRequest([a, b], 2);
    await domains.reservations.reserve(request);
    expect(await readStockCounts(domains, a)).toEqual({ available: 3, reserved: 2, total: 5 });
    expect(await readStockCounts(domains, b)).toEqual({ available: 5, reserved: 2, total: 7 });
    expect(await readReservations(domains.database, request.orderId)).toEqual(['2 reserved', '2 reserved']);
    expect(await readStockMovements(domains.database, request.orderId)).toEqual(['reserve -2 2', 'reserve -2 2']);
    const [{ expiries } = { expiries: null }] = await domains.database.query<{ expiries: Date[] }>(
      'SELECT array_agg(DISTINCT expires_at) AS expiries FROM inventory.reservations WHERE order_id = $1',
      [request.orderId],
    );
    expect(expiries).toEqual([new Date(request.expiresAt)]);
  });

  it('reserves the last unit', async () => {
    const product = await domains.addStock(3);
    await domains.reservations.reserve(reservationRequest([product], 3));
    expect(await readStockCounts(domains, product)).toEqual({ available: 0, reserved: 3, total: 3 });
  });

  it('writes nothing when a line is short and reports every shortage', async () => {
    const [plenty, short, none] = [await domains.addStock(9), await domains.addStock(1), await domains.addStock(0)];
    const request = reservationRequest([plenty, short, none], 2);
    const attempt = domains.reservations.reserve(request);
    await expect(attempt).rejects.toThrow(InsufficientInventory);
    await expect(attempt).rejects.toMatchObject({
      details: {
        items: [
          { product_id: short, requested: 2, available: 1 },
          { product_id: none, requested: 2, available: 0 },
        ],
      },
    });
    expect(await readStockCounts(domains, plenty)).toEqual({ available: 9, reserved: 0, total: 9 });
    expect(await readReservations(domains.database, request.orderId)).toEqual([]);
    expect(await readStockMovements(domains.database, request.orderId)).toEqual([]);
  });

  it('writes nothing when the inventory lacks a product and reports which', async () => {
    const [known, unknown] = [await domains.addStock(9), randomUUID()];
    const request = reservationRequest([known, unknown]);
    const attempt = domains.reservations.reserve(request);
    await expect(attempt).rejects.toThrow(ProductNotInInventory);
    await expect(attempt).rejects.toMatchObject({ details: { product_ids: [unknown] } });
    expect(await readStockCounts(domains, known)).toEqual({ available: 9, reserved: 0, total: 9 });
    expect(await readReservations(domains.database, request.orderId)).toEqual([]);
  });

  it('reserves once when repeated', async () => {
    const product = await domains.addStock(5);
    const request = reservationRequest([product], 2);
    await domains.reservations.reserve(request);
    await domains.reservations.reserve(request);
    expect(await readStockCounts(domains, product)).toEqual({ available: 3, reserved: 2, total: 5 });
    expect(await readStockMovements(domains.database, request.orderId)).toEqual(['reserve -2 2']);
  });

  it('succeeds when repeated after the stock ran out', async () => {
    const product = await domains.addStock(2);
    const request = reservationRequest([product]);
    await domains.reservations.reserve(request);
    await domains.reservations.reserve(reservationRequest([product]));
    await expect(domains.reservations.reserve(request)).resolves.toBeUndefined();
    expect(await readStockCounts(domains, product)).toEqual({ available: 0, reserved: 2, total: 2 });
  });

  it.each(['plenty', 'none'])('is rejected after the release with %s in stock', async (left) => {
    const product = await domains.addStock(1);
    const request = reservationRequest([product]);
    await domains.reservations.reserve(request);
    await domains.reservations.release(request);
    if (left === 'none') await domains.reservations.reserve(reservationRequest([product]));
    const before = await readStockCounts(domains, product);
    await expect(domains.reservations.reserve(request)).rejects.toThrow(ReservationClosed);
    expect(await readStockCounts(domains, product)).toEqual(before);
    expect(await readReservations(domains.database, request.orderId)).toEqual(['1 released']);
  });

  it('leaves confirmed stock as it is', async () => {
    const product = await domains.addStock(2);
    const request = reservationRequest([product]);
    await domains.reservations.reserve(request);
    await domains.reservations.confirm(request);
    await domains.reservations.reserve(request);
    expect(await readStockCounts(domains, product)).toEqual({ available: 1, reserved: 0, total: 1 });
    expect(await readReservations(domains.database, request.orderId)).toEqual(['1 confirmed']);
  });
});

describe('confirm', () => {
  it('removes reserved stock once', async () => {
    const [a, b] = [await domains.addStock(5), await domains.addStock(7)];
    const request = reservationRequest([a, b], 2);
    await domains.reservations.reserve(request);
    await domains.reservations.confirm(request);
    await domains.reservations.confirm(request);
    expect(await readStockCounts(domains, a)).toEqual({ available: 3, reserved: 0, total: 3 });
    expect(await readStockCounts(domains, b)).toEqual({ available: 5, reserved: 0, total: 5 });
    expect(await readReservations(domains.database, request.orderId)).toEqual(['2 confirmed', '2 confirmed']);
    const moved = await readStockMovements(domains.database, request.orderId);
    expect(moved.filter((line) => line.startsWith('confirm'))).toEqual(['confirm 0 -2', 'confirm 0 -2']);
  });

  it('succeeds when no other stock is left', async () => {
    const product = await domains.addStock(5);
    const request = reservationRequest([product], 2);
    await domains.reservations.reserve(request);
    await domains.inventory.adjust(product, -3, 'flood');
    await domains.reservations.confirm(request);
    expect(await readStockCounts(domains, product)).toEqual({ available: 0, reserved: 0, total: 0 });
  });

  it('is rejected when nothing was reserved', async () => {
    const request = reservationRequest([await domains.addStock(1)]);
    const attempt = domains.reservations.confirm(request);
    await expect(attempt).rejects.toThrow(ReservationsNotFound);
    await expect(attempt).rejects.toMatchObject({ details: { order_id: request.orderId } });
  });

  it.each(['a reservation', 'nothing'])('is rejected after the release of %s', async (released) => {
    const product = await domains.addStock(1);
    const request = reservationRequest([product]);
    if (released === 'a reservation') await domains.reservations.reserve(request);
    await domains.reservations.release(request);
    await expect(domains.reservations.confirm(request)).rejects.toThrow(ReservationClosed);
    expect(await readStockCounts(domains, product)).toEqual({ available: 1, reserved: 0, total: 1 });
  });
});

describe('extend', () => {
  const later = '2030-01-01T00:30:00.000Z';
  const expiryOf = async (orderId: string) => {
    const [row] = await domains.database.query<{ expires_at: Date }>(
      'SELECT expires_at FROM inventory.reservations WHERE order_id = $1',
      [orderId],
    );
    return row?.expires_at.toISOString();
  };

  it('moves the expiry of live reservations to a later time only', async () => {
    const request = reservationRequest([await domains.addStock(1)]);
    await domains.reservations.reserve(request);
    await domains.reservations.extend(request.orderId, later);
    expect(await expiryOf(request.orderId)).toBe(later);
    await domains.reservations.extend(request.orderId, request.expiresAt);
    expect(await expiryOf(request.orderId)).toBe(later);
  });

  it.each(['confirm', 'release'] as const)('changes nothing after %s', async (end) => {
    const request = reservationRequest([await domains.addStock(1)]);
    await domains.reservations.reserve(request);
    await domains.reservations[end](request);
    const expiry = await expiryOf(request.orderId);
    await domains.reservations.extend(request.orderId, later);
    expect(await expiryOf(request.orderId)).toBe(expiry);
  });
});
