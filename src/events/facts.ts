import { Product } from '../domains/catalog/product.entity.js';
import { Stock } from '../domains/inventory/stock.entity.js';
import { Order, OrderDetails, OrderItem } from '../domains/orders/order.entity.js';
import { StatusChange } from '../domains/orders/status-change.entity.js';
import { Dispute } from '../domains/payments/dispute.entity.js';
import { Payment } from '../domains/payments/payment.entity.js';
import type { PaymentWithRefunds } from '../domains/payments/payment-reader.js';
import { Refund } from '../domains/payments/refund.entity.js';

type Row = Readonly<Record<string, unknown>>;

/** Rows as `to_jsonb` writes them. Which ones an event has depends on its type; see migrations/facts.ts. */
export interface Facts {
  readonly order?: Row;
  readonly items?: readonly Row[] | null;
  /** What the caller says about the order. */
  readonly details?: Row | null;
  readonly payment?: Row | null;
  readonly refunds?: readonly Row[] | null;
  readonly disputes?: readonly Row[] | null;
  /** The status change that an event is about. */
  readonly change?: Row;
  /** The refund that an event is about, as it was then. */
  readonly refund?: Row;
  /** The dispute that an event is about, as it was then. */
  readonly dispute?: Row;
  readonly product?: Row;
  readonly stock?: Row | null;
  /** Units at or below which stock counts as low. */
  readonly threshold?: number;
}

export function orderOf({ order, items, details }: Facts): Order {
  return Object.assign(toEntity(Order, order), {
    items: toEntities(OrderItem, items),
    details: details ? toEntity(OrderDetails, details) : null,
  });
}

export function paymentOf({ payment, refunds, disputes }: Facts): PaymentWithRefunds | undefined {
  if (!payment) return undefined;
  const all = toEntities(Refund, refunds);
  const pendingRefunds = all.filter(({ status }) => status === 'pending');
  return Object.assign(toEntity(Payment, payment), {
    refunds: all,
    pendingRefunds,
    disputes: toEntities(Dispute, disputes),
  });
}

/** The columns of the history are `from_status` and `to_status`. */
export function changeOf({ change }: Facts): StatusChange {
  const { from_status: from, to_status: to, ...rest } = change ?? {};
  return toEntity(StatusChange, { ...rest, from, to });
}

export const refundOf = ({ refund }: Facts) => toEntity(Refund, refund);
export const disputeOf = ({ dispute }: Facts) => toEntity(Dispute, dispute);
export const productOf = ({ product }: Facts) => toEntity(Product, product);
export const stockOf = ({ stock }: Facts) => (stock ? toEntity(Stock, stock) : undefined);

function toEntities<T extends object>(Entity: new () => T, rows: readonly Row[] | null | undefined): T[] {
  return (rows ?? []).map((row) => toEntity(Entity, row));
}

/** Other columns are named after the properties of the entities, and those of times end in `at`. */
function toEntity<T extends object>(Entity: new () => T, row: Row | undefined): T {
  if (row === undefined) throw new Error('The event lacks a row that its type needs.');
  const entries = Object.entries(row).map(([column, value]) => {
    const property = column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const isTime = /(^|_)at$/.test(column) && typeof value === 'string';
    return [property, isTime ? new Date(value) : value] as const;
  });
  return Object.assign(new Entity(), Object.fromEntries(entries));
}
