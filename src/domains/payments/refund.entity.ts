import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigint, timestamp } from '../database/columns.js';
import type { RefundStatus } from './refund-status.js';

/** A refund of part or all of a payment. */
@Entity({ schema: 'payments', name: 'refunds' })
export class Refund {
  /** Chosen by the caller; also the idempotency key at the gateway. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'payment_id' })
  paymentId!: string;

  /** Minor units of the payment's currency. */
  @Column(bigint)
  amount!: number;

  @Column('text')
  reason!: string;

  @Column('text')
  status!: RefundStatus;

  /** The gateway's id of the refund; null until the gateway has accepted it. */
  @Column('text', { name: 'gateway_refund_id', nullable: true })
  gatewayRefundId!: string | null;

  /** The gateway's code; null unless the refund failed or was canceled. */
  @Column('text', { name: 'failure_reason', nullable: true })
  failureReason!: string | null;

  @Column({ name: 'created_at', ...timestamp })
  createdAt!: Date;

  @Column({ name: 'updated_at', ...timestamp })
  updatedAt!: Date;
}
