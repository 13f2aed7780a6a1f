import type { SelectQueryBuilder } from 'typeorm';
import type { OrderStatus } from '../../contracts/orders.js';
import type { PaymentMethod } from '../../contracts/payments.js';
import type { Order } from './order.entity.js';

/** The position after which a page of orders starts: the last order of the previous page. */
export interface OrderCursor {
  /** ISO 8601, with milliseconds. */
  readonly createdAt: string;
  readonly id: string;
}

/** Which orders to select. Every criterion that is set must hold. */
export interface OrderCriteria {
  readonly userId?: string | undefined;
  readonly status?: OrderStatus | undefined;
  readonly method?: PaymentMethod | undefined;
  /** ISO 4217. */
  readonly currency?: string | undefined;
  /** Minor units, inclusive. */
  readonly minTotal?: number | undefined;
  /** Minor units, inclusive. */
  readonly maxTotal?: number | undefined;
  /** The caller's own number of the order. */
  readonly externalReference?: string | undefined;
  /** An order id, a customer id, the first characters of either, or a SKU. */
  readonly text?: string | undefined;
  /** Only these orders. */
  readonly ids?: readonly string[] | undefined;
  /** ISO 8601, exclusive. */
  readonly createdAfter?: string | undefined;
  /** ISO 8601, exclusive. */
  readonly createdBefore?: string | undefined;
}

export interface OrderFilter extends OrderCriteria {
  readonly after?: OrderCursor | undefined;
  readonly limit: number;
}

/** Shorter beginnings of an id match too many orders to be of use. */
const MIN_ID_PREFIX = 4;

/** The condition of each criterion on the order `o`, which has the criterion's value as a parameter of its name. */
const CONDITIONS: Readonly<Record<Exclude<keyof OrderCriteria, 'text'>, string>> = {
  userId: 'o.userId = :userId',
  status: 'o.status = :status',
  method: 'o.paymentMethod = :method',
  currency: 'o.currency = :currency',
  minTotal: 'o.totalAmount >= :minTotal',
  maxTotal: 'o.totalAmount <= :maxTotal',
  externalReference:
    'EXISTS (SELECT FROM orders.order_details d WHERE d.order_id = o.id AND d.external_reference = :externalReference)',
  ids: 'o.id = ANY (:ids)',
  createdAfter: 'o.createdAt > :createdAfter',
  createdBefore: 'o.createdAt < :createdBefore',
};

/** Adds the conditions of a filter, the order from newest to oldest and the limit to a query of the order `o`. */
export function applyFilter(query: SelectQueryBuilder<Order>, { after, limit, text, ...criteria }: OrderFilter): void {
  query.orderBy('o.createdAt', 'DESC').addOrderBy('o.id', 'DESC').limit(limit);
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const value = criteria[name as keyof typeof CONDITIONS];
    if (value !== undefined) query.andWhere(condition, { [name]: value });
  }
  if (text !== undefined) applySearch(query, text);
  if (after !== undefined) {
    query.andWhere('(o.createdAt, o.id) < (:cursorTime, :cursorId)', {
      cursorTime: after.createdAt,
      cursorId: after.id,
    });
  }
}

function applySearch(query: SelectQueryBuilder<Order>, text: string): void {
  const sku = text.toLowerCase();
  const ids = idRange(text);
  if (ids === undefined) {
    query.andWhere(
      'EXISTS (SELECT FROM orders.order_items item WHERE item.order_id = o.id AND lower(item.sku) = :sku)',
      { sku },
    );
    return;
  }
  // Each branch reads an index of its own; joined by OR, they would read the whole table.
  query.andWhere(
    `o.id IN (
       SELECT id FROM orders.orders WHERE id BETWEEN :firstId AND :lastId
       UNION ALL SELECT id FROM orders.orders WHERE user_id BETWEEN :firstId AND :lastId AND deleted_at IS NULL
       UNION ALL SELECT order_id FROM orders.order_items WHERE lower(sku) = :sku)`,
    { sku, firstId: ids.first, lastId: ids.last },
  );
}

/** The smallest and the largest UUID that begin with a text; undefined when it cannot begin one. */
function idRange(text: string): { first: string; last: string } | undefined {
  const digits = text.toLowerCase().replaceAll('-', '');
  if (!/^[0-9a-f]+$/.test(digits) || digits.length < MIN_ID_PREFIX || digits.length > 32) return undefined;
  return { first: toUuid(digits.padEnd(32, '0')), last: toUuid(digits.padEnd(32, 'f')) };
}

function toUuid(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
