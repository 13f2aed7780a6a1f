import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import { timestamp } from '../database/columns.js';
import type { Scope } from './scopes.js';

@Entity({ schema: 'access', name: 'api_keys' })
export class ApiKey {
  /** Also the user id of what the key does. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  scopes!: Scope[];

  /** SHA-256 of the key, in hex. */
  @Column('text', { name: 'secret_hash' })
  secretHash!: string;

  /** User id of the operator who made it, or CLI_ACTOR_ID. */
  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @CreateDateColumn({ name: 'created_at', ...timestamp })
  createdAt!: Date;

  /** At most a minute old while the key is in use. */
  @Column({ name: 'last_used_at', nullable: true, ...timestamp })
  lastUsedAt!: Date | null;

  @Column({ name: 'revoked_at', nullable: true, ...timestamp })
  revokedAt!: Date | null;
}
