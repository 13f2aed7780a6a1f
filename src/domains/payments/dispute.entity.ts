import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigint, timestamp } from '../database/columns.js';
import type { DisputeStatus } from './dispute-status.js';

/** A chargeback, as the provider reports it. */
@Entity({ schema: 'payments', name: 'disputes' })
export class Dispute {
  /** Derived from the provider's id. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'payment_id' })
  paymentId!: string;

  @Column('text', { name: 'gateway_dispute_id' })
  gatewayDisputeId!: string;

  /** Minor units of `currency`. */
  @Column(bigint)
  amount!: number;

  /** ISO 4217. */
  @Column('text')
  currency!: string;

  /** The bank's reason, for example `fraudulent`. */
  @Column('text')
  reason!: string;

  @Column('text')
  status!: DisputeStatus;

  /** Until when evidence can be submitted; null when it no longer can. */
  @Column({ name: 'evidence_due_at', nullable: true, ...timestamp })
  evidenceDueAt!: Date | null;

  @Column({ name: 'created_at', ...timestamp })
  createdAt!: Date;

  @Column({ name: 'updated_at', ...timestamp })
  updatedAt!: Date;
}
