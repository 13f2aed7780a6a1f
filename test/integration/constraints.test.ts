import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';

const CHECK = '23514';
const UNIQUE = '23505';
const FOREIGN = '23503';

type Values = Readonly<Record<string, unknown>>;

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

/** A valid row for each table, which differs from every row with another number. */
const ROWS = {
  'catalog.products': (n: number) => ({
    id: id(n),
    sku: `SKU-${n}`,
    name: 'Cup',
    price: 100,
    currency: 'USD',
    status: 'active',
  }),
  'orders.orders': (n: number) => ({
    id: id(n),
    user_id: id(n),
    status: 'pending',
    total_amount: 100,
    currency: 'USD',
    payment_method: 'credit_card',
    reservation_expires_at: 'now',
  }),
  'orders.order_items': (n: number) => ({
    order_id: id(1),
    position: n,
    product_id: id(n),
    sku: 'SKU',
    name: 'Cup',
    price: 100,
    quantity: 2,
    subtotal: 200,
  }),
  'orders.order_status_history': (n: number) => ({
    order_id: id(1),
    version: n,
    to_status: 'pending',
    actor: 'system',
  }),
  'orders.returns': (n: number) => ({
    id: id(n),
    order_id: id(1),
    status: 'pending',
    restock: true,
    reason: 'wrong size',
    amount: 100,
  }),
  'orders.return_items': (n: number) => ({ return_id: id(1), product_id: id(n), quantity: 1 }),
  'inventory.stock': (n: number) => ({
    product_id: id(n),
    sku: `SKU-${n}`,
    available: 3,
    reserved: 2,
    total: 5,
    warehouse_code: 'MAIN',
  }),
  'inventory.reservations': (n: number) => ({
    order_id: id(1),
    product_id: id(n),
    quantity: 2,
    status: 'reserved',
    expires_at: 'now',
  }),
  'inventory.stock_movements': (n: number) => ({
    product_id: id(1),
    kind: 'reserve',
    order_id: id(n),
    available_delta: -2,
    reserved_delta: 2,
  }),
  'inventory.returned_stock': (n: number) => ({
    return_id: id(n),
    order_id: id(1),
    product_id: id(1),
    quantity: 1,
    restocked: true,
  }),
  'payments.payments': (n: number) => ({
    id: id(n),
    order_id: id(n),
    user_id: id(n),
    amount: 100,
    currency: 'USD',
    method: 'credit_card',
    status: 'success',
    transaction_id: `TXN-${n}`,
  }),
  'payments.refunds': (n: number) => ({
    id: id(n),
    payment_id: id(1),
    amount: 40,
    reason: 'damaged',
    status: 'pending',
  }),
  'payments.disputes': (n: number) => ({
    id: id(n),
    payment_id: id(1),
    gateway_dispute_id: `dp_${n}`,
    amount: 40,
    currency: 'USD',
    reason: 'fraudulent',
    status: 'open',
  }),
  'payments.gateway_events': (n: number) => ({ id: `EVT-${n}`, order_id: id(n), type: 'charge.succeeded' }),
} satisfies Record<string, (n: number) => Values>;

type Table = keyof typeof ROWS;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.query(`TRUNCATE ${Object.keys(ROWS).join(', ')}`);
  for (const table of Object.keys(ROWS)) await insert(table as Table, 1);
});

async function insert(table: Table, n: number, changes: Values = {}): Promise<void> {
  const row: Values = { ...ROWS[table](n), ...changes };
  const columns = Object.keys(row);
  const places = columns.map((_, i) => `$${i + 1}`);
  await database.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
}

/** Each constraint and the smallest change to a valid row that violates it. */
const VIOLATIONS: [table: Table, constraint: string, state: string, changes: Values][] = [
  ['catalog.products', 'products_pkey', UNIQUE, { id: id(1) }],
  ['catalog.products', 'products_sku_unique', UNIQUE, { sku: 'SKU-1' }],
  ['catalog.products', 'products_name_check', CHECK, { name: '' }],
  ['catalog.products', 'products_price_check', CHECK, { price: 0 }],
  ['catalog.products', 'products_currency_check', CHECK, { currency: 'usd' }],
  ['catalog.products', 'products_status_check', CHECK, { status: 'sold' }],

  ['orders.orders', 'orders_pkey', UNIQUE, { id: id(1) }],
  ['orders.orders', 'orders_status_check', CHECK, { status: 'shipped' }],
  ['orders.orders', 'orders_total_amount_check', CHECK, { total_amount: -1 }],
  ['orders.orders', 'orders_currency_check', CHECK, { currency: 'EURO' }],
  ['orders.orders', 'orders_payment_method_check', CHECK, { payment_method: 'cash' }],
  ['orders.orders', 'orders_version_check', CHECK, { version: 0 }],
  ['orders.orders', 'paid_orders_have_a_payment', CHECK, { status: 'paid' }],
  ['orders.orders', 'paid_orders_have_a_payment', CHECK, { status: 'confirmed' }],
  ['orders.orders', 'only_cancelled_orders_are_deleted', CHECK, { deleted_at: 'now' }],

  ['orders.order_items', 'order_items_order_id_fkey', FOREIGN, { order_id: id(9) }],
  ['orders.order_items', 'order_items_position_check', CHECK, { position: 0 }],
  ['orders.order_items', 'order_items_price_check', CHECK, { price: 0, subtotal: 0 }],
  ['orders.order_items', 'order_items_quantity_check', CHECK, { quantity: 0, subtotal: 0 }],
  ['orders.order_items', 'order_items_check', CHECK, { subtotal: 199 }],
  ['orders.order_items', 'one_item_per_product', UNIQUE, { product_id: id(1) }],
  ['orders.order_items', 'one_item_per_position', UNIQUE, { position: 1 }],

  ['orders.order_status_history', 'order_status_history_pkey', UNIQUE, { version: 1 }],
  ['orders.order_status_history', 'order_status_history_order_id_fkey', FOREIGN, { order_id: id(9) }],
  ['orders.order_status_history', 'order_status_history_actor_check', CHECK, { actor: 'nobody' }],

  ['orders.returns', 'returns_order_id_fkey', FOREIGN, { order_id: id(9) }],
  ['orders.returns', 'returns_status_check', CHECK, { status: 'lost' }],
  ['orders.returns', 'returns_amount_check', CHECK, { amount: -1 }],
  ['orders.returns', 'returns_check', CHECK, { status: 'completed', refunded_amount: 101 }],
  ['orders.returns', 'completed_returns_are_refunded', CHECK, { status: 'completed' }],
  ['orders.return_items', 'return_items_return_id_fkey', FOREIGN, { return_id: id(9) }],
  ['orders.return_items', 'return_items_quantity_check', CHECK, { quantity: 0 }],
  ['inventory.returned_stock', 'returned_stock_quantity_check', CHECK, { quantity: 0 }],

  ['inventory.stock', 'stock_product_unique', UNIQUE, { product_id: id(1) }],
  ['inventory.stock', 'stock_sku_unique', UNIQUE, { sku: 'SKU-1' }],
  ['inventory.stock', 'stock_available_check', CHECK, { available: -1, total: 1 }],
  ['inventory.stock', 'stock_reserved_check', CHECK, { reserved: -1, total: 2 }],
  ['inventory.stock', 'stock_adds_up', CHECK, { total: 6 }],

  ['inventory.reservations', 'reservations_quantity_check', CHECK, { quantity: 0 }],
  ['inventory.reservations', 'reservations_status_check', CHECK, { status: 'lost' }],
  ['inventory.reservations', 'one_reservation_per_product', UNIQUE, { product_id: id(1) }],

  ['inventory.stock_movements', 'stock_movements_product_id_fkey', FOREIGN, { product_id: id(9) }],
  ['inventory.stock_movements', 'stock_movements_kind_check', CHECK, { kind: 'theft' }],
  ['inventory.stock_movements', 'stock_movements_check', CHECK, { order_id: null }],
  ['inventory.stock_movements', 'stock_movements_check', CHECK, { kind: 'adjustment' }],
  ['inventory.stock_movements', 'movements_of_returns_name_them', CHECK, { return_id: id(1) }],
  ['inventory.stock_movements', 'each_movement_once_per_order', UNIQUE, { order_id: id(1) }],

  ['payments.payments', 'payments_version_check', CHECK, { version: 0 }],
  ['payments.payments', 'one_payment_per_order', UNIQUE, { order_id: id(1) }],
  ['payments.payments', 'one_payment_per_transaction', UNIQUE, { transaction_id: 'TXN-1' }],
  ['payments.payments', 'payments_amount_check', CHECK, { amount: 0, status: 'refunded' }],
  ['payments.payments', 'payments_currency_check', CHECK, { currency: '$' }],
  ['payments.payments', 'payments_method_check', CHECK, { method: 'cash' }],
  ['payments.payments', 'payments_status_check', CHECK, { status: 'lost' }],
  ['payments.payments', 'refunds_within_the_payment', CHECK, { refunded_amount: 101 }],
  ['payments.payments', 'refunds_within_the_payment', CHECK, { refunded_amount: -1 }],
  ['payments.payments', 'refunded_means_all', CHECK, { status: 'refunded', refunded_amount: 99 }],
  ['payments.payments', 'refunded_means_all', CHECK, { status: 'success', refunded_amount: 100 }],
  ['payments.payments', 'captured_has_a_transaction', CHECK, { transaction_id: null }],
  ['payments.payments', 'failed_has_a_reason', CHECK, { status: 'failed' }],
  ['payments.payments', 'failed_has_a_reason', CHECK, { failure_reason: 'card_declined' }],
  ['payments.payments', 'only_undecided_payments_redirect', CHECK, { redirect_url: 'https://pay.example' }],

  ['payments.refunds', 'refunds_payment_id_fkey', FOREIGN, { payment_id: id(9) }],
  ['payments.refunds', 'refunds_amount_check', CHECK, { amount: 0 }],
  ['payments.refunds', 'refunds_status_check', CHECK, { status: 'lost' }],
  ['payments.refunds', 'failed_refunds_have_a_reason', CHECK, { status: 'failed' }],
  ['payments.refunds', 'failed_refunds_have_a_reason', CHECK, { status: 'canceled' }],
  ['payments.refunds', 'refunds_add_up', CHECK, { amount: 61 }],
  ['payments.refunds', 'refunds_add_up', CHECK, { status: 'succeeded' }],

  ['payments.disputes', 'disputes_payment_id_fkey', FOREIGN, { payment_id: id(9) }],
  ['payments.disputes', 'disputes_amount_check', CHECK, { amount: 0 }],
  ['payments.disputes', 'disputes_currency_check', CHECK, { currency: '$' }],
  ['payments.disputes', 'disputes_status_check', CHECK, { status: 'lost forever' }],
  ['payments.disputes', 'one_dispute_per_gateway_dispute', UNIQUE, { gateway_dispute_id: 'dp_1' }],

  ['payments.gateway_events', 'gateway_events_pkey', UNIQUE, { id: 'EVT-1' }],
  ['payments.gateway_events', 'gateway_events_type_check', CHECK, { type: 'news' }],
  ['payments.gateway_events', 'events_of_interest_have_an_order', CHECK, { order_id: null }],
];

describe('constraints', () => {
  it.each(Object.keys(ROWS) as Table[])('accept a valid row of %s', async (table) => {
    await expect(insert(table, 2)).resolves.toBeUndefined();
  });

  it.each(VIOLATIONS)('of %s reject a violation of %s with %s: %j', async (table, constraint, code, changes) => {
    await expect(insert(table, 2, changes)).rejects.toMatchObject({ code, constraint });
  });

  it('reject a second refund with the same gateway refund id', async () => {
    const made = { status: 'succeeded', gateway_refund_id: 'RFD-1' };
    await database.query(
      `WITH first AS (UPDATE payments.refunds SET status = 'succeeded', gateway_refund_id = 'RFD-1')
       UPDATE payments.payments SET refunded_amount = 40`,
    );
    await expect(insert('payments.refunds', 2, made)).rejects.toMatchObject({
      code: UNIQUE,
      constraint: 'one_refund_per_gateway_refund',
    });
  });

  it('reject a refunded amount that differs from the sum of the refunds', async () => {
    await expect(database.query('UPDATE payments.payments SET refunded_amount = 1')).rejects.toMatchObject({
      code: CHECK,
      constraint: 'refunds_add_up',
    });
  });

  it('accept several payments without a transaction id', async () => {
    const pending = { status: 'pending', transaction_id: null };
    await insert('payments.payments', 2, pending);
    await expect(insert('payments.payments', 3, pending)).resolves.toBeUndefined();
  });
});

it('covers each constraint of the migrations', async () => {
  const rules = await database.query<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint
     WHERE contype IN ('c', 'u', 'f') AND conrelid::regclass::text = ANY ($1) ORDER BY name`,
    [Object.keys(ROWS)],
  );
  const covered = new Set([...VIOLATIONS.map(([, constraint]) => constraint), 'one_refund_per_gateway_refund']);
  expect(rules.map((rule) => rule.name).filter((name) => !covered.has(name))).toEqual([]);
  expect(rules.length).toBeGreaterThan(0);
});
