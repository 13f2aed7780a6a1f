import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { bigint, timestamp } from '../database/columns.js';
import { Order } from './order.entity.js';

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
