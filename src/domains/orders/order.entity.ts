import { Column, DeleteDateColumn, Entity, JoinColumn, ManyToOne, OneToMany, OneToOne, PrimaryColumn } from 'typeorm';
import { bigint, timestamp } from '../database/columns.js';
import type { Adjustment, OrderStatus } from '../../contracts/orders.js';

@Entity({ schema: 'orders', name: 'orders' })
export class Order {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text')
  status!: OrderStatus;

  /** The reason for the current status: a code, or the text of an explicit cancellation. */
  @Column('text', { name: 'status_reason', nullable: true })
  statusReason!: string | null;

  /** Minor units of `currency`. */
  @Column({ name: 'total_amount', ...bigint })
  totalAmount!: number;

  /** ISO 4217. */
  @Column('text')
  currency!: string;

  @Column('jsonb')
  adjustments!: readonly Adjustment[];

  @Column('uuid', { name: 'payment_id', nullable: true })
  paymentId!: string | null;

  @Column('text', { name: 'payment_method' })
  paymentMethod!: string;

  /** Digest of the request body, which distinguishes a repeated Idempotency-Key from a reused one; null without a key. */
  @Column('text', { name: 'request_fingerprint', nullable: true })
  requestFingerprint!: string | null;

  @Column({ name: 'reservation_expires_at', ...timestamp })
  reservationExpiresAt!: Date;

  /** Starts at 1 and increases with each change. */
  @Column('integer')
  version!: number;

  @Column({ name: 'created_at', ...timestamp })
  createdAt!: Date;

  @Column({ name: 'updated_at', ...timestamp })
  updatedAt!: Date;

  /** Set only on a tombstone: the order was cancelled before it was created, and a late `create` must not succeed. */
  @DeleteDateColumn({ name: 'deleted_at', ...timestamp })
  deletedAt!: Date | null;

  @OneToMany(() => OrderItem, (item) => item.order)
  items!: OrderItem[];

  /** True when the order is in the archive, where it does not change. Only set on an order that is read alone. */
  archived?: boolean;

  /** Null when the caller said nothing besides the items. */
  @OneToOne(() => OrderDetails, (details) => details.order)
  details!: Pick<OrderDetails, 'externalReference' | 'metadata'> | null;
}

/** One product of an order, with its name and price at the time of the order. */
@Entity({ schema: 'orders', name: 'order_items' })
export class OrderItem {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @ManyToOne(() => Order, (order) => order.items)
  @JoinColumn({ name: 'order_id' })
  order!: Order;

  /** Position in the customer's request, from 1. */
  @Column('smallint')
  position!: number;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('text')
  sku!: string;

  @Column('text')
  name!: string;

  /** Minor units of the order's currency. */
  @Column(bigint)
  price!: number;

  @Column('integer')
  quantity!: number;

  @Column(bigint)
  subtotal!: number;

  @Column({ name: 'created_at', ...timestamp })
  createdAt!: Date;
}

/** What the caller says about an order besides its items. Written before the run of the order starts. */
@Entity({ schema: 'orders', name: 'order_details' })
export class OrderDetails {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @OneToOne(() => Order, (order) => order.details)
  @JoinColumn({ name: 'order_id' })
  order!: Order;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  /** Null without an Idempotency-Key. */
  @Column('text', { name: 'request_fingerprint', nullable: true })
  requestFingerprint!: string | null;

  /** The caller's own number of the order, unique for a user. */
  @Column('text', { name: 'external_reference', nullable: true })
  externalReference!: string | null;

  @Column('jsonb')
  metadata!: Readonly<Record<string, string>>;

  /** Country of the shipping address, ISO 3166-1 alpha-2, for the pricing rules. */
  @Column('text', { nullable: true })
  country!: string | null;

  @Column({ name: 'created_at', ...timestamp })
  createdAt!: Date;
}
