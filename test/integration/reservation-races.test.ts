import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { InsufficientInventory, ReservationClosed } from '../../src/domains/inventory/errors.js';
import { startDomains, type Domains } from '../kit/domains.js';
import { collectFailures } from '../kit/collect-failures.js';
import { seededRandom, shuffled } from '../kit/random.js';
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

/** Runs the attempts concurrently and fails on unexpected errors. @returns the number that succeeded */
async function race(
  expectedError: new (...args: never[]) => Error,
  attempts: (() => Promise<void>)[],
): Promise<number> {
  const failures = await collectFailures(attempts.map((attempt) => attempt()));
  expect(failures.filter((failure) => !(failure instanceof expectedError))).toEqual([]);
  return attempts.length - failures.length;
}

it('reserves exactly 50 units when 200 orders compete for a stock of 50', async () => {
  const product = await domains.addStock(50);
  const requests = Array.from({ length: 200 }, () => reservationRequest([product]));
  const attempts = requests.map((request) => () => domains.reservations.reserve(request));
  expect(await race(InsufficientInventory, attempts)).toBe(50);
  expect(await readStockCounts(domains, product)).toEqual({ available: 0, reserved: 50, total: 50 });
});

it('reserves a popular product for many orders by few statements', async () => {
  const product = await domains.addStock(1_000);
  const requests = Array.from({ length: 200 }, (_, index) => reservationRequest([product], 1 + (index % 3)));
  const query = vi.spyOn(domains.source, 'query');
  try {
    await Promise.all(requests.map((request) => domains.reservations.reserve(request)));
    // One for the first order, and one for each 50 of those that met it.
    expect(query).toHaveBeenCalledTimes(5);
  } finally {
    query.mockRestore();
  }
  for (const [index, { orderId }] of requests.entries())
    expect(await readReservations(domains.database, orderId)).toEqual([`${1 + (index % 3)} reserved`]);
});

it('reserves what fits of different quantities, and never more than the stock', async () => {
  const product = await domains.addStock(50);
  const quantities = Array.from({ length: 60 }, (_, index) => (index % 4 === 0 ? 40 : 1));
  const attempts = quantities.map((quantity) => {
    const request = reservationRequest([product], quantity);
    return () => domains.reservations.reserve(request);
  });
  await race(InsufficientInventory, attempts);
  // The first order takes 40 units; those of one unit take the rest, although larger ones were between them.
  expect(await readStockCounts(domains, product)).toEqual({ available: 0, reserved: 50, total: 50 });
});

it('reserves the other orders of a batch that contains a repeated and a closed order', async () => {
  const product = await domains.addStock(50);
  const repeated = reservationRequest([product]);
  const closed = reservationRequest([product]);
  const orders = [reservationRequest([product]), repeated, closed, reservationRequest([product])];
  await domains.reservations.reserve(repeated);
  await domains.reservations.release(closed);
  const failures = await collectFailures(orders.map((order) => domains.reservations.reserve(order)));
  expect(failures).toEqual([expect.any(ReservationClosed)]);
  expect(await readStockCounts(domains, product)).toEqual({ available: 47, reserved: 3, total: 50 });
});

it.each(['reserve', 'confirm', 'release'] as const)('applies %s once with 20 concurrent calls', async (step) => {
  const product = await domains.addStock(50);
  const request = reservationRequest([product], 2);
  if (step !== 'reserve') await domains.reservations.reserve(request);
  await Promise.all(Array.from({ length: 20 }, () => domains.reservations[step](request)));
  const moved = await readStockMovements(domains.database, request.orderId);
  expect(moved.filter((line) => line.startsWith(step))).toHaveLength(1);
});

it('never deadlocks when orders list the same products in any order', async () => {
  const random = seededRandom(1);
  const products = await Promise.all(Array.from({ length: 4 }, () => domains.addStock(1_000)));
  await Promise.all(
    Array.from({ length: 100 }, async () => {
      const request = reservationRequest(shuffled(products, random));
      await domains.reservations.reserve(request);
      const end = random() < 0.5 ? 'confirm' : 'release';
      await domains.reservations[end]({ ...request, lines: shuffled(request.lines, random) });
    }),
  );
  const counts = await Promise.all(products.map((product) => readStockCounts(domains, product)));
  expect(new Set(counts.map(({ available }) => available)).size).toBe(1);
  expect(counts.map(({ reserved }) => reserved)).toEqual([0, 0, 0, 0]);
});

it('holds nothing after 100 concurrent reservations and releases of one order', async () => {
  const product = await domains.addStock(500);
  const requests = Array.from({ length: 100 }, () => reservationRequest([product], 5));
  const attempts = requests.flatMap((request, i) => {
    const both = [() => domains.reservations.reserve(request), () => domains.reservations.release(request)];
    return i % 2 === 0 ? both : both.reverse();
  });
  await race(ReservationClosed, attempts);
  expect(await readStockCounts(domains, product)).toEqual({ available: 500, reserved: 0, total: 500 });
  for (const request of requests) {
    expect(await readReservations(domains.database, request.orderId)).toEqual(['5 released']);
  }
});

it('loses and holds nothing after 100 concurrent confirmations and restocks', async () => {
  const product = await domains.addStock(200);
  const requests = Array.from({ length: 100 }, () => reservationRequest([product], 2));
  await Promise.all(requests.map((request) => domains.reservations.reserve(request)));
  const attempts = requests.flatMap((request, i) => {
    const both = [() => domains.reservations.confirm(request), () => domains.reservations.restock(request)];
    return i % 2 === 0 ? both : both.reverse();
  });
  await race(ReservationClosed, attempts);
  expect(await readStockCounts(domains, product)).toEqual({ available: 200, reserved: 0, total: 200 });
});
