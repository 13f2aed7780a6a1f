import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorToken, startTestApi, type TestApi } from '../api/harness.js';
import { createTestDatabase } from '../kit/database.js';
import { createOrderInStatus, newOrder } from '../kit/orders.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';

/** Settings that an administrator may choose, each of which changes how Postgres writes or reads values. */
const SETTINGS: readonly (readonly [name: string, value: string])[] = [
  ['DateStyle', "'SQL, DMY'"],
  ['DateStyle', "'German'"],
  ['TimeZone', "'Asia/Kathmandu'"],
  ['TimeZone', "'America/St_Johns'"],
  ['IntervalStyle', "'sql_standard'"],
  ['bytea_output', "'escape'"],
  ['standard_conforming_strings', 'off'],
  ['extra_float_digits', '-15'],
  ['search_path', "'pg_catalog'"],
];

describe.each(SETTINGS)('a database whose %s is %s', (setting, value) => {
  let api: TestApi;
  beforeAll(async () => {
    const database = await createTestDatabase();
    const { pathname } = new URL(database.url);
    await database.query(`ALTER DATABASE ${pathname.slice(1)} SET ${setting} TO ${value}`);
    api = await startTestApi({ database });
  });
  afterAll(async () => {
    await api.stop();
    await api.database.drop();
  });

  it('returns and pages the same times', async () => {
    const token = await operatorToken();
    const before = Date.now();
    const body = { sku: `S-${randomUUID()}`, name: 'Set', price: 1_999, opening_stock: 3 };
    const created = await api.call('POST', '/v1/products', { token, body });
    expect(created).toMatchObject({ status: 201, body: { price: 1_999, available: 3 } });
    expect(Date.parse(created.body.created_at)).toBeGreaterThanOrEqual(before - 1_000);
    expect(Date.parse(created.body.created_at)).toBeLessThanOrEqual(Date.now() + 1_000);
    expect(await api.call('GET', `/v1/inventory/${created.body.id}`, { token })).toMatchObject({ status: 200 });

    const source = await openDatabase(api.database.url, ALL_DOMAINS, { poolSize: 2 });
    const orders = new OrdersService(source);
    for (let made = 0; made < 3; made += 1) await createOrderInStatus(orders, newOrder(), 'pending');
    await source.destroy();
    const first = await api.call('GET', '/v1/orders?limit=2', { token });
    expect(first).toMatchObject({ status: 200 });
    const rest = await api.call('GET', `/v1/orders?limit=2&cursor=${first.body.next_cursor}`, { token });
    expect([...first.body.data, ...rest.body.data]).toHaveLength(3);
    const since = new Date(before - 60_000).toISOString();
    expect((await api.call('GET', `/v1/orders?created_after=${since}`, { token })).body.data).toHaveLength(3);
  });
});
