import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DomainError } from '../../src/domains/domain-error.js';
import { startDomains, type Domains } from '../kit/domains.js';
import { waitUntil } from '../kit/observe.js';
import { collectFailures } from '../kit/collect-failures.js';
import { seededRandom, shuffled } from '../kit/random.js';
import { reservationRequest, stockViolations } from '../kit/stock.js';

let domains: Domains;
beforeAll(async () => {
  domains = await startDomains();
});
afterAll(() => domains.stop());

describe('the movement ledger', () => {
  it.each([1, 2, 3])('matches the stock after 300 random operations, ten at a time (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const upTo = (limit: number) => 1 + Math.floor(random() * limit);
    const products = await Promise.all(Array.from({ length: 5 }, () => domains.addStock(20)));
    const orders = Array.from({ length: 40 }, () =>
      reservationRequest(shuffled(products, random).slice(0, upTo(3)), upTo(4)),
    );
    const operation = (): Promise<unknown> => {
      const [order = reservationRequest(products)] = shuffled(orders, random);
      const [product = ''] = shuffled(products, random);
      const step = random();
      if (step < 0.45) return domains.reservations.reserve(order);
      if (step < 0.65) return domains.reservations.confirm(order);
      if (step < 0.75) return domains.reservations.release(order);
      if (step < 0.85) return domains.reservations.restock(order);
      return domains.inventory.adjust(product, upTo(10) - 5, 'count');
    };

    for (let batch = 0; batch < 30; batch += 1) {
      const failures = await collectFailures(Array.from({ length: 10 }, operation));
      expect(failures.filter((failure) => !(failure instanceof DomainError))).toEqual([]);
      expect(await stockViolations(domains.database)).toEqual([]);
    }
    const kinds = await domains.database.query<{ kind: string }>(
      'SELECT DISTINCT kind FROM inventory.stock_movements WHERE product_id = ANY ($1) ORDER BY kind',
      [products],
    );
    const all = ['adjustment', 'confirm', 'opening', 'release', 'reserve', 'restock'];
    expect(kinds.map(({ kind }) => kind)).toEqual(all);
  });
});

it.each([
  ['added', 2, 'reserved'],
  ['removed', -1, 'Insufficient inventory.'],
] as const)('uses the stock after the wait for its lock: units %s', async (_, delta, outcome) => {
  const productId = await domains.addStock(delta > 0 ? 1 : 3);
  const other = domains.source.createQueryRunner();
  await other.startTransaction();
  await other.query('SELECT FROM inventory.stock WHERE product_id = $1 FOR UPDATE', [productId]);
  const reserving = domains.reservations.reserve(reservationRequest([productId], 3)).then(
    () => 'reserved',
    (error: unknown) => (error as Error).message,
  );
  await waitUntil(
    () =>
      domains.database.query(
        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
      ),
    (blocked) => blocked.length > 0,
  );
  const change = 'SET available = available + $2, total = total + $2 WHERE product_id = $1';
  await other.query(`UPDATE inventory.stock ${change}`, [productId, delta]);
  await other.commitTransaction();
  await other.release();
  expect(await reserving).toBe(outcome);
});

it.each([
  ['reserve', 1],
  ['confirm', 1],
  ['release', 4],
] as const)(
  'sends a constant number of statements for %s, whatever the number of lines: %i',
  async (step, expected) => {
    const request = reservationRequest(await Promise.all(Array.from({ length: 6 }, () => domains.addStock(1))));
    if (step !== 'reserve') await domains.reservations.reserve(request);
    const log = vi.spyOn(domains.source.logger, 'logQuery');
    await domains.reservations[step](request);
    const statements = log.mock.calls.map(([sql]) => sql);
    log.mockRestore();
    expect(statements).toHaveLength(expected);
  },
);
