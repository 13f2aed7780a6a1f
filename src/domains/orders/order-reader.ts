import type { DataSource, Repository } from 'typeorm';
import { SPANS } from '../../telemetry/names.js';
import { inSpan } from '../../telemetry/spans.js';
import { columnList } from '../database/columns.js';
import { OrderNotFound } from './errors.js';
import type { OrderStatus } from '../../contracts/orders.js';
import { Order, OrderItem } from './order.entity.js';
import { StatusChange } from './status-change.entity.js';

/** The position after which a page of orders starts: the last order of the previous page. */
interface OrderCursor {
  /** ISO 8601, with milliseconds. */
  readonly createdAt: string;
  readonly id: string;
}

export interface OrderFilter {
  readonly userId?: string;
  readonly status?: OrderStatus;
  /** The caller's own number of the order. */
  readonly externalReference?: string;
  /** Only these orders. */
  readonly ids?: readonly string[];
  /** ISO 8601, exclusive. */
  readonly createdAfter?: string;
  /** ISO 8601, exclusive. */
  readonly createdBefore?: string;
  readonly after?: OrderCursor;
  readonly limit: number;
}

export class OrderReader {
  private readonly orders: Repository<Order>;
  private readonly changes: Repository<StatusChange>;
  private selectOne: string | undefined;

  constructor(database: DataSource) {
    this.orders = database.getRepository(Order);
    this.changes = database.getRepository(StatusChange);
  }

  /** Returns the order with its items, or null. */
  async find(id: string): Promise<Order | null> {
    // Raw SQL, because every placement waits for this read and the ORM takes longer to build it than Postgres to run it.
    this.selectOne ??= this.buildSelectOne();
    const [row] = await this.orders.query<[OrderRow?]>(this.selectOne, [id]);
    return row ? toOrder(row) : null;
  }

  /** Built on first use, because TypeORM knows the columns only once the data source is initialized. */
  private buildSelectOne(): string {
    const { metadata, manager } = this.orders;
    const itemFields = manager.dataSource
      .getMetadata(OrderItem)
      .columns.map((column) => `'${column.propertyName}', ${column.databaseName}`);
    return `SELECT ${columnList(metadata)}, tableoid = 'orders.archived_orders'::regclass AS archived, ARRAY (
        SELECT json_build_object(${itemFields.join(', ')}) FROM orders.order_items WHERE order_id = o.id ORDER BY position
      ) AS items, (
        SELECT json_build_object('externalReference', external_reference, 'metadata', metadata)
        FROM orders.order_details WHERE order_id = o.id
      ) AS details
      FROM orders.orders o WHERE id = $1 AND deleted_at IS NULL`;
  }

  /** The request digests of the given orders that exist, by order id: null when the request had no key. */
  async requestFingerprints(ids: readonly string[]): Promise<Map<string, string | null>> {
    const rows = await this.orders.query<{ id: string; fingerprint: string | null }[]>(
      'SELECT id, request_fingerprint AS fingerprint FROM orders.orders WHERE id = ANY ($1) AND deleted_at IS NULL',
      [ids],
    );
    return new Map(rows.map(({ id, fingerprint }) => [id, fingerprint]));
  }

  /** The versions of the given orders, by order id. */
  async versions(ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.orders.query<{ id: string; version: number }[]>(
      'SELECT id, version FROM orders.orders WHERE id = ANY ($1) AND deleted_at IS NULL',
      [ids],
    );
    return new Map(rows.map(({ id, version }) => [id, version]));
  }

  /** @throws OrderNotFound */
  get(id: string): Promise<Order> {
    return inSpan(SPANS.getOrder, {}, async () => {
      const order = await this.find(id);
      if (!order) throw new OrderNotFound(id);
      return order;
    });
  }

  /** Returns a page of orders with their items, newest first. Keyset pagination keeps the cost of every page the same. */
  async list(filter: OrderFilter): Promise<Order[]> {
    const page = this.orders
      .createQueryBuilder('o')
      .select(['o.id', 'o.createdAt'])
      .orderBy('o.createdAt', 'DESC')
      .addOrderBy('o.id', 'DESC')
      .limit(filter.limit);
    if (filter.userId !== undefined) page.andWhere('o.userId = :userId', { userId: filter.userId });
    if (filter.status !== undefined) page.andWhere('o.status = :status', { status: filter.status });
    if (filter.externalReference !== undefined) {
      page.innerJoin('o.details', 'd', 'd.externalReference = :reference', { reference: filter.externalReference });
    }
    if (filter.ids !== undefined) page.andWhere('o.id = ANY (:ids)', { ids: filter.ids });
    if (filter.createdAfter !== undefined) page.andWhere('o.createdAt > :from', { from: filter.createdAfter });
    if (filter.createdBefore !== undefined) page.andWhere('o.createdAt < :to', { to: filter.createdBefore });
    if (filter.after !== undefined) {
      page.andWhere('(o.createdAt, o.id) < (:cursorTime, :cursorId)', {
        cursorTime: filter.after.createdAt,
        cursorId: filter.after.id,
      });
    }
    const ids = (await page.getMany()).map((order) => order.id);
    if (ids.length === 0) return [];
    return this.orders
      .createQueryBuilder('o')
      .innerJoinAndSelect('o.items', 'item')
      .leftJoinAndSelect('o.details', 'details')
      .whereInIds(ids)
      .orderBy('o.createdAt', 'DESC')
      .addOrderBy('o.id', 'DESC')
      .addOrderBy('item.position', 'ASC')
      .getMany();
  }

  /** Returns the status changes, oldest first. */
  history(orderId: string): Promise<StatusChange[]> {
    return this.changes.find({ where: { orderId }, order: { version: 'ASC' } });
  }
}

/** A row as the driver returns it: bigint as text, items as JSON. */
interface OrderRow extends Omit<Order, 'totalAmount' | 'items'> {
  readonly totalAmount: string;
  readonly items: readonly (Omit<OrderItem, 'order' | 'createdAt'> & { readonly createdAt: string })[];
}

function toOrder(row: OrderRow): Order {
  const items = row.items.map((item) => Object.assign(new OrderItem(), item, { createdAt: new Date(item.createdAt) }));
  return Object.assign(new Order(), row, { totalAmount: Number(row.totalAmount), items });
}
