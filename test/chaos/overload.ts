import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { deriveOrderId } from '../../src/api/http/idempotency.js';
import type { Shop } from './scenario.js';

/** Several times what two cores can confirm. */
const ORDERS_PER_SECOND = 60;

interface FloodOrder {
  readonly userId: string;
  readonly key: string;
  /** The code of the problem; undefined when the order was placed, null when there was no response. */
  readonly refusal: string | null | undefined;
}

/** Crowds of customers who each send one order and do not repeat it. */
export class Overload {
  private readonly orders: FloodOrder[] = [];

  constructor(private readonly shop: Shop) {}

  /** Sends orders at a fixed rate. Resolves when each has an outcome. */
  async flood(durationMs: number): Promise<void> {
    const startedAt = performance.now();
    const pending: Promise<void>[] = [];
    for (let number = 0; number < (durationMs / 1_000) * ORDERS_PER_SECOND; number += 1) {
      await sleep(Math.max(0, startedAt + (number * 1_000) / ORDERS_PER_SECOND - performance.now()));
      pending.push(this.place());
    }
    await Promise.all(pending);
  }

  /** Describes the responses that do not hold, when everything has settled. */
  async findBrokenGuarantees(database: pg.Pool): Promise<string[]> {
    const { rows } = await database.query<{ id: string }>('SELECT id FROM orders.orders WHERE deleted_at IS NULL');
    const existing = new Set(rows.map(({ id }) => id));
    return this.orders.flatMap(({ userId, key, refusal }) => {
      const exists = existing.has(deriveOrderId(userId, key));
      if (refusal === undefined && !exists) return [`the flood's order ${key} was accepted, but does not exist`];
      // An order whose request was answered `unavailable`, or not at all, may exist.
      if (refusal === null || refusal === undefined || refusal === 'unavailable') return [];
      return exists ? [`the flood's order ${key} was refused with ${refusal}, but exists`] : [];
    });
  }

  /** How many orders had each outcome. */
  get outcomes(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { refusal } of this.orders) {
      const name = refusal === undefined ? 'placed' : (refusal ?? 'unanswered');
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  private async place(): Promise<void> {
    const { client, customers, products, runId } = this.shop;
    const number = this.orders.length;
    const userId = customers[number % customers.length] ?? '';
    const key = `${runId}-flood-${number}`;
    const order = { userId, key, refusal: null };
    this.orders.push(order);
    const result = await client
      .as(userId, { attempts: 1 })
      .POST('/v1/orders', {
        params: { header: { 'Idempotency-Key': key } },
        body: {
          items: [{ product_id: products[0]?.id ?? '', quantity: 1 }],
          payment_method: 'credit_card',
          payment_token: 'tok_approve',
        },
      })
      .catch(() => null);
    if (result) Object.assign(order, { refusal: result.data ? undefined : result.error.code });
  }
}
