import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../src/domains/refusal.js';
import { startDomains, type Domains } from '../support/domains.js';
import { failuresOf } from '../support/outcomes.js';
import { seeded, shuffled } from '../support/random.js';
import { holdRequest, stockViolations } from '../support/stock.js';

let domains: Domains;
beforeAll(async () => {
  domains = await startDomains();
});
afterAll(() => domains.stop());

describe('the ledger', () => {
  it.each([1, 2, 3])('explains the stock after 300 operations at random, ten at once (seed %i)', async (seed) => {
    const random = seeded(seed);
    const upTo = (limit: number) => 1 + Math.floor(random() * limit);
    const products = await Promise.all(Array.from({ length: 5 }, () => domains.stock(20)));
    const orders = Array.from({ length: 40 }, () => holdRequest(shuffled(products, random).slice(0, upTo(3)), upTo(4)));
    const operation = (): Promise<unknown> => {
      const [order = holdRequest(products)] = shuffled(orders, random);
      const [product = ''] = shuffled(products, random);
      const step = random();
      if (step < 0.45) return domains.reservations.reserve(order);
      if (step < 0.65) return domains.reservations.confirm(order);
      if (step < 0.85) return domains.reservations.release(order);
      return domains.inventory.adjust(product, upTo(10) - 5, 'count');
    };

    for (let batch = 0; batch < 30; batch += 1) {
      const failures = await failuresOf(Array.from({ length: 10 }, operation));
      expect(failures.filter((failure) => !(failure instanceof Refusal))).toEqual([]);
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

it.each(['reserve', 'confirm', 'release'] as const)('%s takes two statements, however many lines', async (step) => {
  const request = holdRequest(await Promise.all(Array.from({ length: 6 }, () => domains.stock(1))));
  if (step !== 'reserve') await domains.reservations.reserve(request);
  const log = vi.spyOn(domains.source.logger, 'logQuery');
  await domains.reservations[step](request);
  const statements = log.mock.calls.map(([sql]) => sql);
  log.mockRestore();
  expect(statements).toHaveLength(4);
  expect([statements.at(0), statements.at(-1)]).toEqual(['START TRANSACTION', 'COMMIT']);
});
