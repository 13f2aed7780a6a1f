import type pg from 'pg';
import { orderIdOf } from '../../src/api/orders/idempotency.js';
import type { Told } from './customer.js';

/** An order as it ended. */
export interface Ended {
  readonly id: string;
  readonly user_id: string;
  readonly status: string;
  readonly total_amount: number;
  readonly refunded_amount: number;
}

/** What came of the orders, and where what the API had told was not so. */
export interface Outcomes {
  readonly acknowledged: number;
  /** By status. */
  readonly ended: Readonly<Record<string, number>>;
  /** By code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Keys that nobody answered: how many an order is found for, and how many not. */
  readonly unanswered: { readonly found: number; readonly absent: number; readonly withoutKey: number };
  readonly broken: readonly string[];
}

const NEVER_PAID = ['tok_decline', 'tok_insufficient_funds'];

/** Holds what the API has told its customers against what is in the books once all has settled. */
export async function checkPromises(database: pg.Pool, told: readonly Told[]): Promise<Outcomes> {
  const { rows } = await database.query<Ended>(
    `SELECT o.id, o.user_id, o.status, o.total_amount::int, coalesce(p.refunded_amount, 0)::int AS refunded_amount
     FROM orders.orders o LEFT JOIN payments.payments p ON p.order_id = o.id WHERE o.deleted_at IS NULL`,
  );
  const orders = new Map(rows.map((row) => [row.id, row]));
  const unanswered = told.filter(({ refusal }) => refusal === null);
  const keyed = unanswered.flatMap(({ userId, key }) => (key === undefined ? [] : [orderIdOf(userId, key)]));
  const found = keyed.filter((id) => orders.has(id)).length;
  return {
    acknowledged: told.filter(({ order }) => order).length,
    ended: countBy(rows, ({ status }) => status),
    refused: countBy(told.filter(hasRefusal), ({ refusal }) => refusal),
    unanswered: { found, absent: keyed.length - found, withoutKey: unanswered.length - keyed.length },
    broken: told.flatMap((one) => brokenPromises(one, orders)),
  };
}

/** Where what one customer was told is not so. @param orders - all there are, by id */
export function brokenPromises(
  { plan, userId, key, order, refusal, cancelled, refunded }: Told,
  orders: ReadonlyMap<string, Ended>,
): string[] {
  const name = `order ${plan.number}`;
  if (!order) {
    // Refused for good is not placed after all. What is unanswered is either; the audit finds what is half.
    const placed = key !== undefined && refusal !== null && orders.get(orderIdOf(userId, key));
    return placed ? [`${name} was refused as ${refusal} and is ${placed.id}, ${placed.status}`] : [];
  }
  const row = orders.get(order.id);
  if (!row) return [`${name} was acknowledged as ${order.id} and is lost`];
  const wrongs: [wrong: boolean, what: string][] = [
    [row.user_id !== userId, 'belongs to somebody else'],
    [row.total_amount !== order.total, `costs ${row.total_amount} instead of ${order.total}`],
    [!['confirmed', 'cancelled', 'failed'].includes(row.status), 'has not ended'],
    [row.status === 'confirmed' && NEVER_PAID.includes(plan.token ?? ''), `is confirmed without a payment`],
    [row.status === 'confirmed' && cancelled === true, 'was to be cancelled'],
    [row.refunded_amount < refunded, `had ${refunded} refunded, and ${row.refunded_amount} is`],
  ];
  return wrongs.filter(([wrong]) => wrong).map(([, what]) => `${name}, ${row.id}, ${row.status}: ${what}`);
}

function hasRefusal(told: Told): told is Told & { refusal: string } {
  return typeof told.refusal === 'string';
}

function countBy<T>(values: readonly T[], nameOf: (value: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[nameOf(value)] = (counts[nameOf(value)] ?? 0) + 1;
  return counts;
}
