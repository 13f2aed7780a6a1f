import { Column, DeleteDateColumn, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn } from 'typeorm';
import { bigint, timestamp } from '../database/columns.js';
import type { OrderStatus } from '../../contracts/orders.js';

@Entity({ schema: 'orders', name: 'orders' })
export class Order {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text')
  status!: OrderStatus;

  /** Why the order is where it is: a code of ours, or the words of who cancelled it. */
  @Column('text', { name: 'status_reason', nullable: true })
  statusReason!: string | null;

  /** Minor units of `currency`. */
  @Column({ name: 'total_amount', ...bigint })
  totalAmount!: number;

  /** ISO 4217. */
  @Column('text')
  currency!: string;

  @Column('uuid', { name: 'payment_id', nullable: true })
  paymentId!: string | null;

  @Column('text', { name: 'payment_method' })
  paymentMethod!: string;

  /** Digest of the request that placed it, to tell a repeated Idempotency-Key from a reused one; null without a key. */
  @Column('text', { name: 'request_fingerprint', nullable: true })
  requestFingerprint!: string | null;

  @Column({ name: 'reservation_expires_at', ...timestamp })
  reservationExpiresAt!: Date;

  /** Counts the changes of the order, from 1. */
  @Column('integer')
  version!: number;

  @Column({ name: 'created_at', ...timestamp })
  createdAt!: Date;

  @Column({ name: 'updated_at', ...timestamp })
  updatedAt!: Date;

  /** Set on a tombstone alone: an order cancelled before it was created, so that it never can be. */
  @DeleteDateColumn({ name: 'deleted_at', ...timestamp })
  deletedAt!: Date | null;

  @OneToMany(() => OrderItem, (item) => item.order)
  items!: OrderItem[];
}

/** One product of an order, with its name and price as they were when it was ordered. */
@Entity({ schema: 'orders', name: 'order_items' })
export class OrderItem {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @ManyToOne(() => Order, (order) => order.items)
  @JoinColumn({ name: 'order_id' })
  order!: Order;

  /** Place among the order's items, from 1, as the customer listed them. */
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
