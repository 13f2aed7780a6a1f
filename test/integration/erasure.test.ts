import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_PERSONAL_DATA_KEYS } from '../../src/config/config.js';
import { OrderArchived, TransitionRejected } from '../../src/domains/orders/errors.js';
import { ErasureService } from '../../src/domains/orders/erasure.service.js';
import { OrderDetailsService } from '../../src/domains/orders/order-details.service.js';
import { PersonalDataCipher } from '../../src/domains/orders/personal-data.js';
import { RetentionService } from '../../src/domains/orders/retention.service.js';
import { ReturnsService } from '../../src/domains/orders/returns.service.js';
import { startDomains, type Domains } from '../kit/domains.js';
import { pseudonymizeEvents } from '../../src/events/pseudonymize-events.js';
import { createOrderInStatus, newOrder } from '../kit/orders.js';

let domains: Domains;
let details: OrderDetailsService;
let erasures: ErasureService;
let retention: RetentionService;
beforeAll(async () => {
  domains = await startDomains();
  details = new OrderDetailsService(domains.source, new PersonalDataCipher(LOCAL_PERSONAL_DATA_KEYS));
  erasures = new ErasureService(domains.source);
  retention = new RetentionService(domains.source);
});
afterAll(() => domains.stop());

const EMAIL = 'ada@example.com';

/** An order that its customer cancelled with a reason, with own data. */
async function placeAndCancel(userId: string): Promise<string> {
  const order = newOrder({ userId, requestFingerprint: 'sha256' });
  const { orderId, requestFingerprint } = order;
  const personalData = { email: EMAIL };
  await details.store({ orderId, userId, requestFingerprint, metadata: { name: 'Ada' }, personalData });
  await domains.orders.create(order);
  await domains.orders.terminate(order, { status: 'cancelled', reason: 'I, Ada, moved to Linz', actor: 'customer' });
  return orderId;
}

/** A webhook endpoint whose answer repeats what it got. */
async function storeAnswer(orderId: string, response: string): Promise<void> {
  const endpointId = randomUUID();
  await domains.database.query(
    `INSERT INTO webhooks.endpoints (id, url, description, types, status, secret)
     VALUES ($1, 'https://erp.example.com/', '', '{}', 'enabled', 'x')`,
    [endpointId],
  );
  await domains.database.query(
    `INSERT INTO webhooks.attempts (endpoint_id, event_id, kind, type, subject, sequence, number, delivered, latency_ms, response, at)
     VALUES ($1, gen_random_uuid(), 'event', 'order.created', 'orders/' || $2::text, 1, 1, true, 1, $3, now())`,
    [endpointId, orderId, response],
  );
}

/** Every row of the schema that contains a text. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await domains.database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('orders', 'payments', 'access', 'inventory', 'catalog', 'events', 'webhooks')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await domains.database.query(`SELECT FROM ONLY ${name} t WHERE strpos(to_jsonb(t)::text, $1) > 0`, [
      text,
    ]);
    if (rows.length > 0) found.push(name);
  }
  return found.sort();
}

describe('an erasure', () => {
  it('leaves neither the id nor the words of the user, and the order under the pseudonym', async () => {
    const userId = randomUUID();
    const orderId = await placeAndCancel(userId);
    await domains.database.query(`INSERT INTO orders.idempotency_keys (id, fingerprint, answer) VALUES ($1, 'x', $2)`, [
      randomUUID(),
      JSON.stringify({ id: orderId, user_id: userId }),
    ]);
    await storeAnswer(orderId, `{"user_id":"${userId}"}`);
    const { id, pseudonym } = await erasures.request(randomUUID(), userId, randomUUID());
    expect(await erasures.deletePersonalData(id)).toBe(1);
    expect(await erasures.findOrderIds({ erasureId: id, limit: 10, after: null })).toEqual([orderId]);
    expect(await erasures.pseudonymize(id, [orderId])).toBe(1);
    expect(await erasures.pseudonymize(id, [orderId])).toBe(0);
    await pseudonymizeEvents(domains.source, [orderId]);
    await pseudonymizeEvents(domains.source, [orderId]);
    const report = { orders: 1, payments: 0, personalData: 1, runs: 0, waiting: 0 };
    await erasures.complete(id, report);
    await erasures.complete(id, { ...report, orders: 0 });

    const [event] = await domains.database.query<{ facts: { order: object; change: object; details: object } }>(
      `SELECT facts FROM events.events WHERE subject_id = $1 AND type = 'order.cancelled'`,
      [orderId],
    );
    expect(event?.facts).toMatchObject({
      order: { user_id: pseudonym, status_reason: 'erased' },
      change: { reason: 'erased' },
      details: { metadata: {} },
    });
    expect(await tablesWith(userId)).toEqual([]);
    expect(await tablesWith('Ada')).toEqual([]);
    expect(await details.findPersonalData(orderId)).toBeNull();
    expect(await domains.reader.get(orderId)).toMatchObject({
      userId: pseudonym,
      statusReason: 'erased',
      details: { metadata: {} },
    });
    expect(await domains.reader.history(orderId)).toMatchObject([{ reason: null }, { reason: 'erased' }]);
    expect(await erasures.get(id)).toMatchObject({ pseudonym, report, completedAt: expect.any(Date) as Date });
    expect(await erasures.findUserId(id)).toBeNull();
  });

  it('is the one that goes on when it is requested again, and a new one afterwards', async () => {
    const userId = randomUUID();
    const first = await erasures.request(randomUUID(), userId, randomUUID());
    expect(await erasures.request(randomUUID(), userId, randomUUID())).toEqual(first);
    await erasures.complete(first.id, { orders: 0, payments: 0, personalData: 0, runs: 0, waiting: 0 });
    expect((await erasures.request(first.id, userId, randomUUID())).id).toBe(first.id);
    expect((await erasures.request(randomUUID(), userId, randomUUID())).id).not.toBe(first.id);
  });

  it('does not change the orders of other users', async () => {
    const other = await placeAndCancel(randomUUID());
    const { id } = await erasures.request(randomUUID(), randomUUID(), randomUUID());
    await erasures.deletePersonalData(id);
    expect(await erasures.pseudonymize(id, [other])).toBe(0);
    expect(await domains.reader.get(other)).toMatchObject({ statusReason: 'I, Ada, moved to Linz' });
    expect(await details.findPersonalData(other)).toEqual({ email: EMAIL });
  });
});

describe('the archive', () => {
  const confirmOld = async () => {
    const order = newOrder();
    for (const status of ['pending', 'confirmed'] as const) await createOrderInStatus(domains.orders, order, status);
    await domains.database.query(
      `UPDATE orders.orders SET created_at = created_at - interval '2 years', updated_at = updated_at - interval '2 years'
       WHERE id = $1`,
      [order.orderId],
    );
    return order;
  };
  const aYearAgo = () => new Date(Date.now() - 365 * 86_400_000).toISOString();
  const rowsIn = async (table: string, orderId: string) =>
    (await domains.database.query(`SELECT FROM ONLY orders.${table} WHERE order_id = $1`, [orderId])).length;

  it('takes old orders that have ended, with their items, history and returns, and deletes their personal data', async () => {
    const order = await confirmOld();
    const { orderId, userId } = order;
    await details.store({
      orderId,
      userId,
      requestFingerprint: null,
      externalReference: 'X',
      personalData: { email: EMAIL },
    });
    const returns = new ReturnsService(domains.source);
    const lines = [{ productId: order.items[0]?.productId ?? '', quantity: 1 }];
    const returnId = randomUUID();
    await returns.record({ returnId, orderId, lines, restock: true, reason: 'x' });
    const untouched = newOrder();
    await domains.orders.create(untouched);
    await domains.database.query(`UPDATE orders.orders SET updated_at = now() - interval '2 years' WHERE id = $1`, [
      orderId,
    ]);
    expect(await retention.archive(aYearAgo(), 10)).toBe(0);

    await returns.complete({ returnId, refundedAmount: 1_000 });
    await domains.database.query(`UPDATE orders.orders SET updated_at = now() - interval '2 years' WHERE id = $1`, [
      orderId,
    ]);
    const before = await domains.reader.get(orderId);
    expect(await retention.archive(aYearAgo(), 10)).toBe(1);
    expect(await retention.archive(aYearAgo(), 10)).toBe(0);
    for (const table of ['order_items', 'order_status_history', 'returns'])
      expect(await rowsIn(table, orderId)).toBe(0);
    expect(await domains.reader.get(orderId)).toEqual(Object.assign(before, { archived: true }));
    expect(await domains.reader.list({ userId, limit: 10 })).toMatchObject([{ id: orderId, items: [{}, {}] }]);
    expect(await domains.reader.history(orderId)).toHaveLength(4);
    expect(await returns.list(orderId)).toMatchObject([{ id: returnId, lines }]);
    expect(await details.findPersonalData(orderId)).toBeNull();
  });

  it('holds orders that do not change, and that are not created again', async () => {
    const order = await confirmOld();
    await retention.archive(aYearAgo(), 10);
    const { orderId } = order;
    expect(await domains.orders.create(order)).toMatchObject({ status: 'confirmed' });
    const ending = { status: 'cancelled', reason: 'late', actor: 'operator' } as const;
    await expect(domains.orders.terminate(order, ending)).rejects.toThrow(TransitionRejected);
    const request = { returnId: randomUUID(), orderId, lines: [], restock: true, reason: 'x' };
    await expect(new ReturnsService(domains.source).record(request)).rejects.toThrow(OrderArchived);
    expect(await domains.database.query('SELECT FROM orders.orders WHERE id = $1', [orderId])).toHaveLength(1);
    expect(await domains.reader.get(orderId)).toMatchObject({ status: 'confirmed', archived: true });
  });

  it('is erased too', async () => {
    const order = await confirmOld();
    await retention.archive(aYearAgo(), 10);
    const { id, pseudonym } = await erasures.request(randomUUID(), order.userId, randomUUID());
    const found = await erasures.findOrderIds({ erasureId: id, limit: 10, after: null });
    expect(await erasures.pseudonymize(id, found)).toBe(1);
    expect(await domains.reader.get(order.orderId)).toMatchObject({ userId: pseudonym, archived: true });
  });
});

it('is recorded when the erasure of the same user is completed meanwhile', async () => {
  const userId = randomUUID();
  const earlier = await erasures.request(randomUUID(), userId, randomUUID());
  let isComplete = false;
  const query = async (sql: string, parameters: unknown[]): Promise<unknown> => {
    const rows: unknown = await domains.source.query(sql, parameters);
    if (!isComplete)
      await erasures.complete(earlier.id, { orders: 0, payments: 0, personalData: 0, runs: 0, waiting: 0 });
    isComplete = true;
    return rows;
  };
  const later = randomUUID();
  expect(await new ErasureService({ query } as never).request(later, userId, randomUUID())).toMatchObject({
    id: later,
  });
});

it('deletes the details that an interrupted request left behind', async () => {
  const orphan = { orderId: randomUUID(), userId: randomUUID(), requestFingerprint: null, externalReference: 'A-1' };
  await details.store({ ...orphan, personalData: { email: EMAIL } });
  const kept = await placeAndCancel(randomUUID());
  const later = new Date(Date.now() + 60_000).toISOString();
  expect(await retention.findOrphans(new Date(0).toISOString(), 10)).toEqual([]);
  expect(await retention.findOrphans(later, 10)).toEqual([orphan.orderId]);
  expect(await retention.deleteOrphans([orphan.orderId, kept])).toBe(1);
  expect(await details.findPersonalData(orphan.orderId)).toBeNull();
  expect(await details.findPersonalData(kept)).toEqual({ email: EMAIL });
  await details.store({ ...orphan, orderId: randomUUID() });
});
