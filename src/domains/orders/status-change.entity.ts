import { Column, Entity, PrimaryColumn } from 'typeorm';
import { timestamp } from '../database/columns.js';
import type { Actor, OrderStatus } from '../../contracts/orders.js';

/** An entry of the status history, written by the statement that changes the order. */
@Entity({ schema: 'orders', name: 'order_status_history' })
export class StatusChange {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  /** The order's version after the change. */
  @PrimaryColumn('integer')
  version!: number;

  @Column('text', { name: 'from_status', nullable: true })
  from!: OrderStatus | null;

  @Column('text', { name: 'to_status' })
  to!: OrderStatus;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text')
  actor!: Actor;

  @Column(timestamp)
  at!: Date;
}
