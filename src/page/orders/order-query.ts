import { parseMoney } from '../../money/money.js';
import type { Order, PaymentMethod } from '../client.js';

/** The filters of the table, as their fields and the URL hold them. Empty text selects everything. */
export const NO_FILTERS = {
  q: '',
  status: '',
  method: '',
  currency: '',
  min: '',
  max: '',
  from: '',
  to: '',
  attention: '',
  cursor: '',
};
export type OrderFilters = Readonly<typeof NO_FILTERS>;

/** Reads the filters of a view. @param hash - as in `location.hash` */
export function readFilters(hash: string): OrderFilters {
  const parameters = new URLSearchParams(hash.split('?')[1] ?? '');
  const names = Object.keys(NO_FILTERS) as (keyof OrderFilters)[];
  return Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? ''])) as OrderFilters;
}

/** The URL of the table with filters. */
export function ordersUrlWith(filters: OrderFilters): string {
  const parameters = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
  return parameters.size > 0 ? `#/orders?${parameters.toString()}` : '#/orders';
}

const DEFAULT_CURRENCY = 'USD';

/** The filters as the API takes them. Totals are of one currency, because 50 yen and 50 dollars differ. */
export function toApiQuery({ cursor: _, ...filters }: OrderFilters) {
  const hasTotals = filters.min !== '' || filters.max !== '';
  const currency = filters.currency || (hasTotals ? DEFAULT_CURRENCY : '');
  const min = parseMoney(filters.min, currency);
  const max = parseMoney(filters.max, currency);
  const after = toTime(filters.from);
  const before = toTime(filters.to);
  return {
    ...(filters.q.trim() !== '' && { q: filters.q.trim() }),
    ...(filters.status !== '' && { status: filters.status as Order['status'] }),
    ...(filters.method !== '' && { method: filters.method as PaymentMethod }),
    ...(currency !== '' && { currency }),
    ...(min !== undefined && { min_total: min }),
    ...(max !== undefined && { max_total: max }),
    ...(after !== undefined && { created_after: after }),
    ...(before !== undefined && { created_before: before }),
    ...(filters.attention !== '' && { needs_attention: 'true' as const }),
  };
}

/** A local date and time of a form field in UTC; undefined when there is none. */
function toTime(local: string): string | undefined {
  const ms = Date.parse(local);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** Whether an order can be cancelled. */
export function isCancellable({ status }: Pick<Order, 'status'>): boolean {
  return status === 'pending' || status === 'paid' || status === 'confirmed';
}
