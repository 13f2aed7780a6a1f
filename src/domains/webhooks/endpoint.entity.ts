import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { timestamp } from '../database/columns.js';

/** `disabled` is set when the retries of an event have ended; only an operator ends it, as with `paused`. */
export const ENDPOINT_STATUSES = ['enabled', 'paused', 'disabled'] as const;
export type EndpointStatus = (typeof ENDPOINT_STATUSES)[number];

export const DISABLED_REASONS = ['retries_exhausted', 'endpoint_gone'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

@Entity({ schema: 'webhooks', name: 'endpoints' })
export class WebhookEndpoint {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  url!: string;

  @Column('text')
  description!: string;

  /** The types of events that it gets; an empty list means all. */
  @Column('text', { array: true })
  types!: string[];

  @Column('text')
  status!: EndpointStatus;

  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason!: DisabledReason | null;

  /** Encrypted. */
  @Column('text')
  secret!: string;

  /** Encrypted. Signs as well until `previousSecretUntil`. */
  @Column('text', { name: 'previous_secret', nullable: true })
  previousSecret!: string | null;

  @Column({ name: 'previous_secret_until', nullable: true, ...timestamp })
  previousSecretUntil!: Date | null;

  /** Counts the changes, so that a running delivery notices one. */
  @Column('integer')
  version!: number;

  @CreateDateColumn({ name: 'created_at', ...timestamp })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', ...timestamp })
  updatedAt!: Date;

  /** Deleted endpoints stay, because their deliveries name them. */
  @Column({ name: 'deleted_at', nullable: true, ...timestamp })
  deletedAt!: Date | null;
}
