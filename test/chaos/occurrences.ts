import type pg from 'pg';

/** How often each thing happened to the orders of a run that its verification must have met. */
export type Occurrences = Readonly<
  Record<'refunds' | 'returns' | 'disputes' | 'payments authorized first' | 'payment methods', number>
>;

/** Counts in our database and in the gateway's, which records how a charge is captured. */
export async function countOccurrences(orders: pg.Pool, gateway: pg.Pool): Promise<Occurrences> {
  const count = async (database: pg.Pool, from: string) => {
    const { rows } = await database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
    return rows[0]?.count ?? 0;
  };
  return {
    refunds: await count(orders, "payments.refunds WHERE status = 'succeeded'"),
    returns: await count(orders, "orders.returns WHERE status = 'completed'"),
    disputes: await count(orders, 'payments.disputes'),
    'payments authorized first': await count(
      gateway,
      "gateway.charges WHERE capture = 'manual' AND status = 'succeeded'",
    ),
    'payment methods': await count(orders, '(SELECT DISTINCT method FROM payments.payments) AS methods'),
  };
}

/** A run without one of them would prove nothing about it. */
export function findMissing(occurrences: Occurrences): string[] {
  return Object.entries(occurrences).flatMap(([name, count]) => (count === 0 ? [`the run had no ${name}`] : []));
}
