import type pg from 'pg';

/** Number of users who own the stored orders in turn. */
const USERS = 1_000;

/** Insert confirmed orders of one product each, with the rows of every domain. */
const FILL_STATEMENTS = [
  `INSERT INTO orders.orders (id, user_id, status, total_amount, currency, payment_id, payment_method,
                              reservation_expires_at, version, created_at, updated_at)
   SELECT md5('order' || i)::uuid, md5('user' || i % ${USERS})::uuid, 'confirmed', 1999, 'USD',
          md5('payment' || i)::uuid, 'credit_card', now(), 3, at, at
   FROM generate_series($1::int, $2::int) i, LATERAL (SELECT now() - i * interval '10 seconds' AS at) placed`,
  `INSERT INTO orders.order_items (order_id, position, product_id, sku, name, price, quantity, subtotal)
   SELECT md5('order' || i)::uuid, 1, ($3::uuid[])[1 + i % cardinality($3)], 'SKU', 'Product', 1999, 1, 1999
   FROM generate_series($1::int, $2::int) i`,
  `INSERT INTO orders.order_status_history (order_id, version, from_status, to_status, actor)
   SELECT md5('order' || i)::uuid, version, CASE version WHEN 2 THEN 'pending' WHEN 3 THEN 'paid' END, status, 'system'
   FROM generate_series($1::int, $2::int) i, (VALUES (1, 'pending'), (2, 'paid'), (3, 'confirmed')) s (version, status)`,
  `INSERT INTO inventory.reservations (order_id, product_id, quantity, status, expires_at)
   SELECT md5('order' || i)::uuid, ($3::uuid[])[1 + i % cardinality($3)], 1, 'confirmed', now()
   FROM generate_series($1::int, $2::int) i`,
  `INSERT INTO inventory.stock_movements (product_id, kind, order_id, available_delta, reserved_delta)
   SELECT ($3::uuid[])[1 + i % cardinality($3)], kind, md5('order' || i)::uuid, available, reserved
   FROM generate_series($1::int, $2::int) i, (VALUES ('reserve', -1, 1), ('confirm', 0, -1)) m (kind, available, reserved)`,
  `INSERT INTO payments.payments (id, order_id, user_id, amount, currency, method, status, transaction_id)
   SELECT md5('payment' || i)::uuid, md5('order' || i)::uuid, md5('user' || i % ${USERS})::uuid, 1999, 'USD',
          'credit_card', 'success', 'TXN-' || i
   FROM generate_series($1::int, $2::int) i`,
];

/** An order that exists at every size, and its user. */
export const STORED = { order: 1, user: 1 } as const;

export function storedId(client: pg.Client, name: string): Promise<string> {
  return client.query<{ id: string }>('SELECT md5($1)::uuid AS id', [name]).then(({ rows }) => rows[0]?.id ?? '');
}

/** Stores the orders with numbers from `first` to `last`. */
export async function fill(client: pg.Client, first: number, last: number, products: readonly string[]): Promise<void> {
  // Skips the foreign key checks, which look up each row.
  await client.query('SET session_replication_role = replica');
  for (const sql of FILL_STATEMENTS)
    await client.query(sql, sql.includes('$3') ? [first, last, products] : [first, last]);
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
}
