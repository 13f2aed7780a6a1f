import type { DataSource } from 'typeorm';
import { traced, traceParameter } from '../database/trace-parameter.js';
import { count, record } from '../../telemetry/metrics.js';
import { METRICS, SPANS } from '../../telemetry/names.js';
import { inSpan } from '../../telemetry/spans.js';
import { OrderClosed, OrderNotFound, TransitionRejected } from './errors.js';
import type { PricingFacts } from './pricing-rules.js';
import { isFinal, remainingTransitions, type StatusPath } from './order-status.js';
import type {
  Adjustment,
  EarlierEnding,
  NewOrder,
  OrderRequest,
  OrderStatus,
  PricedOrder,
  StatusReason,
  StoredOrder,
  Termination,
} from '../../contracts/orders.js';

interface AppliedTransition {
  readonly from: OrderStatus;
  readonly through: readonly OrderStatus[];
  /** Age of the order, in ms. */
  readonly ageMs: number;
}

interface ExistingOrder extends StoredOrder {
  /** True for a tombstone: the order was cancelled before it was created. */
  readonly deleted: boolean;
}

/** An order as one JSON value; the first parameter of the statement is its id. */
const EXISTING_ORDER = `
  SELECT jsonb_build_object(
    'status', status, 'deleted', deleted_at IS NOT NULL, 'totalAmount', total_amount, 'currency', currency, 'paymentId', payment_id,
    'reservationExpiresAt', to_char(reservation_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  FROM orders.orders WHERE id = $1`;

const SYSTEM_CHANGE: StatusReason = { reason: null, actor: 'system' };

/** Writes orders. Every change is one statement that checks the current status and appends to the status history. */
export class OrdersService {
  constructor(private readonly database: DataSource) {}

  /**
   * Creates a pending order with its items. Idempotent: an order that exists stays as it is.
   *
   * @returns the stored order, whose total and expiry are those of the first call
   * @throws OrderClosed when the order is cancelled or failed, or was cancelled before it was created (a tombstone)
   */
  async create(order: NewOrder): Promise<StoredOrder> {
    const [{ created, existing }] = await this.database.query<[{ created: boolean; existing: ExistingOrder | null }]>(
      `WITH made AS (
         INSERT INTO orders.orders (id, user_id, status, total_amount, currency, payment_method, request_fingerprint,
                                    reservation_expires_at, adjustments)
         SELECT $1::uuid, $2::uuid, 'pending', $3::bigint, $4, $5, $6, $7::timestamptz, $10::jsonb
         WHERE NOT EXISTS (SELECT FROM orders.archived_orders WHERE id = $1)
         ON CONFLICT (id) DO NOTHING
         RETURNING id, version
       ), items AS (
         INSERT INTO orders.order_items (order_id, position, product_id, sku, name, price, quantity, subtotal)
         SELECT made.id, item.position, "productId", sku, name, price, quantity, subtotal
         FROM made, ROWS FROM (
           jsonb_to_recordset($8) AS ("productId" uuid, sku text, name text, price bigint, quantity int, subtotal bigint)
         ) WITH ORDINALITY AS item ("productId", sku, name, price, quantity, subtotal, position)
       ), history AS (
         INSERT INTO orders.order_status_history (order_id, version, to_status, actor)
         SELECT id, version, 'pending', 'customer' FROM made
       )
       SELECT EXISTS (SELECT FROM made) AS created, (${EXISTING_ORDER}) AS existing WHERE ${traced('$9')}`,
      [
        order.orderId,
        order.userId,
        order.totalAmount,
        order.currency,
        order.paymentMethod,
        order.requestFingerprint,
        order.reservationExpiresAt,
        JSON.stringify(order.items),
        traceParameter(),
        JSON.stringify(order.adjustments ?? []),
      ],
    );
    if (created) {
      count(METRICS.orderStatuses, { status: 'pending' });
      const { totalAmount, currency, reservationExpiresAt } = order;
      return { status: 'pending', totalAmount, currency, reservationExpiresAt, paymentId: null };
    }
    // A statement does not see a row that a concurrent one inserted while it waited for it.
    const { deleted, ...stored } = existing ?? (await this.find(order.orderId));
    if (deleted || stored.status === 'cancelled' || stored.status === 'failed') throw new OrderClosed(order.orderId);
    return stored;
  }

  /** @returns the items, adjustments and total of an order; nothing when it does not exist or is a tombstone */
  async findPricedOrder(orderId: string): Promise<PricedOrder | undefined> {
    const [order] = await this.database.query<[(PricedOrder & { readonly adjustments: readonly Adjustment[] })?]>(
      `SELECT total_amount::float8 AS "totalAmount", currency, adjustments, (
         SELECT jsonb_agg(jsonb_build_object('productId', product_id, 'quantity', quantity, 'sku', sku, 'name', name,
                                             'price', price, 'subtotal', subtotal) ORDER BY position)
         FROM orders.order_items WHERE order_id = $1
       ) AS items
       FROM orders.orders WHERE id = $1 AND deleted_at IS NULL`,
      [orderId],
    );
    if (!order) return undefined;
    const { adjustments, ...priced } = order;
    return adjustments.length > 0 ? order : priced;
  }

  /** What the shop's pricing rules may depend on besides the items. */
  async findPricingFacts(orderId: string): Promise<PricingFacts> {
    const [facts] = await this.database.query<[PricingFacts?]>(
      'SELECT country, metadata FROM orders.order_details WHERE order_id = $1',
      [orderId],
    );
    return facts ?? { country: null, metadata: {} };
  }

  /**
   * Marks a pending order as paid and confirmed. Idempotent.
   *
   * @throws OrderNotFound
   * @throws TransitionRejected when the order is cancelled or failed
   */
  async confirm(orderId: string, paymentId: string): Promise<void> {
    await this.transition(orderId, ['paid', 'confirmed'], SYSTEM_CHANGE, paymentId);
  }

  /**
   * Cancels or fails an order. Idempotent. Writes a tombstone when the order does not exist, so that a late `create` is
   * rejected.
   *
   * @param paymentId - set when the order was paid before it was cancelled
   * @returns how the order had ended before, when its status is another than the requested one
   * @throws TransitionRejected when a confirmed order is to fail
   */
  async terminate(
    order: OrderRequest,
    { status, reason, actor }: Termination,
    paymentId?: string,
  ): Promise<EarlierEnding | undefined> {
    await this.database.query(
      `INSERT INTO orders.orders (id, user_id, status, status_reason, total_amount, currency, payment_method,
                                  reservation_expires_at, deleted_at)
       SELECT $1::uuid, $2::uuid, 'cancelled', $3, 0, 'XXX', $4, now(), now()
       WHERE NOT EXISTS (SELECT FROM orders.archived_orders WHERE id = $1)
       ON CONFLICT (id) DO NOTHING`,
      [order.orderId, order.userId, reason, order.paymentMethod],
    );
    return this.transition(
      order.orderId,
      paymentId === undefined ? [status] : ['paid', status],
      { reason, actor },
      paymentId,
    );
  }

  /**
   * Records a later expiry of the reservation. Only changes pending orders.
   *
   * @param expiresAt - ISO 8601
   */
  async extendReservation(orderId: string, expiresAt: string): Promise<void> {
    await this.database.query(
      `UPDATE ONLY orders.orders SET reservation_expires_at = $2, version = version + 1, updated_at = now()
       WHERE id = $1 AND status = 'pending' AND reservation_expires_at < $2 AND ${traced('$3')}`,
      [orderId, expiresAt, traceParameter()],
    );
  }

  /** @param path - the order skips the statuses that it has already passed and ends in the last one */
  private transition(
    orderId: string,
    path: StatusPath,
    statusReason: StatusReason,
    paymentId?: string,
  ): Promise<EarlierEnding | undefined> {
    const to = path.at(-1) ?? path[0];
    return inSpan(SPANS.updateStatus, { status: to }, async () => {
      const applied = await this.applyTransition(orderId, path, statusReason, paymentId);
      if (!applied) return this.checkStatus(orderId, to);
      for (const status of applied.through) count(METRICS.orderStatuses, { status });
      if (isFinal(to) && !isFinal(applied.from))
        record(METRICS.orderDuration, applied.ageMs, { operation: 'complete' });
      return undefined;
    });
  }

  /** @returns undefined when no status of the path may follow the current one */
  private async applyTransition(
    orderId: string,
    path: StatusPath,
    { reason, actor }: StatusReason,
    paymentId?: string,
  ): Promise<AppliedTransition | undefined> {
    const [applied] = await this.database.query<[AppliedTransition?]>(
      `WITH before AS (
         SELECT id, status, version, ARRAY (SELECT jsonb_array_elements_text($2::jsonb -> status)) AS through
         FROM ONLY orders.orders WHERE id = $1 FOR UPDATE
       ), moved AS (
         UPDATE ONLY orders.orders o
         SET status = through[cardinality(through)], status_reason = $3, payment_id = coalesce($4, o.payment_id),
             version = before.version + cardinality(through), updated_at = now()
         FROM before
         WHERE o.id = before.id AND cardinality(through) > 0
         RETURNING o.id, o.created_at, through, before.status AS from_status, before.version AS from_version
       ), history AS (
         INSERT INTO orders.order_status_history (order_id, version, from_status, to_status, reason, actor)
         SELECT id, from_version + n, coalesce(through[n - 1], from_status), status, $3, $5
         FROM moved, unnest(through) WITH ORDINALITY AS step (status, n)
       )
       SELECT from_status AS "from", through, (extract(epoch FROM now() - created_at) * 1000)::float8 AS "ageMs"
       FROM moved WHERE ${traced('$6')}`,
      [orderId, JSON.stringify(remainingTransitions(path)), reason, paymentId ?? null, actor, traceParameter()],
    );
    return applied;
  }

  /** @throws OrderNotFound, TransitionRejected */
  private async checkStatus(orderId: string, to: OrderStatus): Promise<EarlierEnding | undefined> {
    const [order] = await this.database.query<[{ status: OrderStatus; reason: string | null }?]>(
      'SELECT status, status_reason AS reason FROM orders.orders WHERE id = $1',
      [orderId],
    );
    if (!order) throw new OrderNotFound(orderId);
    const { status, reason } = order;
    if (status === to) return undefined;
    // An order that has ended is not ended again, whether it is recorded as cancelled or as failed.
    const endings: readonly OrderStatus[] = ['cancelled', 'failed'];
    if (!endings.includes(status) || !endings.includes(to)) throw new TransitionRejected(orderId, status, to);
    return { status: status as EarlierEnding['status'], reason };
  }

  /** @throws OrderNotFound */
  private async find(orderId: string): Promise<ExistingOrder> {
    const [found] = await this.database.query<[{ existing: ExistingOrder }?]>(
      `SELECT existing FROM (${EXISTING_ORDER}) AS found (existing)`,
      [orderId],
    );
    if (!found) throw new OrderNotFound(orderId);
    return found.existing;
  }
}
