import { Column, CreateDateColumn, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { bigint, timestamp } from '../database/columns.js';
import type { ActorKind, ChangeAction, SubjectType } from './change.js';

/** An entry of the append-only log of changes. */
@Entity({ schema: 'access', name: 'changes' })
export class Change {
  /** Ascending for the changes of one subject. */
  @PrimaryColumn('bigint', { transformer: bigint.transformer as ValueTransformer })
  position!: number;

  @Column('uuid')
  id!: string;

  @Column('text', { name: 'actor_kind' })
  actorKind!: ActorKind;

  @Column('uuid', { name: 'actor_id' })
  actorId!: string;

  @Column('text')
  action!: ChangeAction;

  @Column('text', { name: 'subject_type' })
  subjectType!: SubjectType;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('json', { nullable: true })
  before!: Readonly<Record<string, unknown>> | null;

  @Column('json', { nullable: true })
  after!: Readonly<Record<string, unknown>> | null;

  @CreateDateColumn(timestamp)
  at!: Date;

  /** The `X-Request-Id` of the request; null for the command line. */
  @Column('text', { name: 'request_id', nullable: true })
  requestId!: string | null;
}
