import type pg from 'pg';
import { deriveOrderId } from '../../src/api/http/idempotency.js';
import { TOKENS } from '../../src/gateway/tokens.js';
import type { CustomerRecord } from './scenario.js';

/** An order in the database after everything has settled. */
export interface FinalOrder {
  readonly id: string;
  readonly user_id: string;
  readonly status: string;
  readonly total_amount: number;
  readonly refunded_amount: number;
}

/** The outcomes of all orders, and the responses of the API that did not hold. */
export interface Outcomes {
  readonly acknowledged: number;
  /** By status. */
  readonly ended: Readonly<Record<string, number>>;
  /** By code. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Requests without a response: for how many keys an order exists, for how many not, and how many had no key. */
  readonly unanswered: { readonly found: number; readonly absent: number; readonly withoutKey: number };
  readonly broken: readonly string[];
}

/** The tokens with which no charge is ever taken. */
const REFUSED_TOKENS = [...TOKENS].flatMap(([token, { decision, refusal }]) =>
  decision.declineCode === null && refusal === undefined ? [] : [token],
);

/** Compares the responses of the API with the database, after everything has settled. */
export async function checkGuarantees(database: pg.Pool, records: readonly CustomerRecord[]): Promise<Outcomes> {
  const { rows } = await database.query<FinalOrder>(
    `SELECT o.id, o.user_id, o.status, o.total_amount::int, coalesce(p.refunded_amount, 0)::int AS refunded_amount
     FROM orders.orders o LEFT JOIN payments.payments p ON p.order_id = o.id WHERE o.deleted_at IS NULL`,
  );
  const orders = new Map(rows.map((row) => [row.id, row]));
  const unanswered = records.filter(({ rejection }) => rejection === null);
  const keyed = unanswered.flatMap(({ userId, key }) => (key === undefined ? [] : [deriveOrderId(userId, key)]));
  const found = keyed.filter((id) => orders.has(id)).length;
  return {
    acknowledged: records.filter(({ order }) => order).length,
    ended: countBy(rows, ({ status }) => status),
    rejected: countBy(records.filter(wasRejected), ({ rejection }) => rejection),
    unanswered: { found, absent: keyed.length - found, withoutKey: unanswered.length - keyed.length },
    broken: records.flatMap((record) => findBrokenGuarantees(record, orders)),
  };
}

/** Describes the responses to one customer that did not hold. @param orders - all orders, by id */
export function findBrokenGuarantees(
  { plan, userId, key, order, rejection, cancelled, refunded }: CustomerRecord,
  orders: ReadonlyMap<string, FinalOrder>,
): string[] {
  const name = `order ${plan.number}`;
  if (!order) {
    // A rejected order must not exist. A request without a response may have either outcome.
    const placed = key !== undefined && rejection !== null && orders.get(deriveOrderId(userId, key));
    return placed
      ? [`${name} was rejected with ${rejection}, but exists as ${placed.id} with status ${placed.status}`]
      : [];
  }
  const row = orders.get(order.id);
  if (!row) return [`${name} was accepted as ${order.id}, but does not exist`];
  const checks: [wrong: boolean, what: string][] = [
    [row.user_id !== userId, 'belongs to another customer'],
    [row.total_amount !== order.total, `costs ${row.total_amount} instead of ${order.total}`],
    [!['confirmed', 'cancelled', 'failed'].includes(row.status), 'has no final status'],
    [row.status === 'confirmed' && REFUSED_TOKENS.includes(plan.token ?? ''), 'is confirmed without a payment'],
    [row.status === 'confirmed' && cancelled === true, 'is confirmed although it was cancelled'],
    [row.refunded_amount < refunded, `was refunded ${refunded}, but the database has ${row.refunded_amount}`],
  ];
  return checks.filter(([wrong]) => wrong).map(([, what]) => `${name}, ${row.id}, ${row.status}: ${what}`);
}

function wasRejected(record: CustomerRecord): record is CustomerRecord & { rejection: string } {
  return typeof record.rejection === 'string';
}

function countBy<T>(values: readonly T[], keyOf: (value: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[keyOf(value)] = (counts[keyOf(value)] ?? 0) + 1;
  return counts;
}
