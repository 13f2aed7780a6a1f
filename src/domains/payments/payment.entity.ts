import { Column, DeleteDateColumn, Entity, PrimaryColumn } from 'typeorm';
import { bigint, timestamp } from '../database/columns.js';
import type { PaymentMethod, PaymentStatus } from '../../contracts/payments.js';

@Entity({ schema: 'payments', name: 'payments' })
export class Payment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  /** Minor units of `currency`. */
  @Column(bigint)
  amount!: number;

  /** Minor units refunded so far. */
  @Column({ name: 'refunded_amount', ...bigint })
  refundedAmount!: number;

  /** ISO 4217. */
  @Column('text')
  currency!: string;

  @Column('text')
  method!: PaymentMethod;

  @Column('text')
  status!: PaymentStatus;

  /** The gateway's id of the charge; null until it is known. */
  @Column('text', { name: 'transaction_id', nullable: true })
  transactionId!: string | null;

  /** A charge of the order that is not this payment's; null unless the gateway answered with one. */
  @Column('text', { name: 'other_transaction_id', nullable: true })
  otherTransactionId!: string | null;

  /** The gateway's last response, as JSON. */
  @Column('text', { name: 'gateway_response', nullable: true })
  gatewayResponse!: string | null;

  /** The page on which the customer must act; null when no action is required. */
  @Column('text', { name: 'redirect_url', nullable: true })
  redirectUrl!: string | null;

  @Column('text', { name: 'failure_reason', nullable: true })
  failureReason!: string | null;

  /** Starts at 1 and increases with each change of the payment or its refunds; maintained by triggers. */
  @Column({ type: 'integer', insert: false, update: false })
  version!: number;

  @Column({ name: 'created_at', ...timestamp })
  createdAt!: Date;

  @Column({ name: 'updated_at', ...timestamp })
  updatedAt!: Date;

  @DeleteDateColumn({ name: 'deleted_at', ...timestamp })
  deletedAt!: Date | null;
}
