import type { DataSource, Repository } from 'typeorm';
import { SPANS } from '../../telemetry/names.js';
import { inSpan } from '../../telemetry/spans.js';
import { columnList } from '../database/columns.js';
import { OrderNotFound } from './errors.js';
import { applyFilter, type OrderFilter } from './order-filter.js';
import { Order, OrderItem } from './order.entity.js';
import { StatusChange } from './status-change.entity.js';

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
    return `SELECT ${columnList(metadata)}, ARRAY (
        SELECT json_build_object(${itemFields.join(', ')}) FROM orders.order_items WHERE order_id = o.id ORDER BY position
      ) AS items
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

  /** The statement that selects the ids of a page, and its parameters. */
  pageStatement(filter: OrderFilter): [sql: string, parameters: unknown[]] {
    return this.selectPage(filter).getQueryAndParameters();
  }

  private selectPage(filter: OrderFilter) {
    const page = this.orders.createQueryBuilder('o').select(['o.id', 'o.createdAt']);
    applyFilter(page, filter);
    return page;
  }

  /** Returns a page of orders with their items, newest first. Keyset pagination keeps the cost of every page the same. */
  async list(filter: OrderFilter): Promise<Order[]> {
    const ids = (await this.selectPage(filter).getMany()).map((order) => order.id);
    if (ids.length === 0) return [];
    return this.orders
      .createQueryBuilder('o')
      .innerJoinAndSelect('o.items', 'item')
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
