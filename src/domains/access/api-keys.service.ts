import { randomUUID } from 'node:crypto';
import { IsNull, type DataSource, type Repository } from 'typeorm';
import { generateApiKey, hashApiKey } from './api-key-text.js';
import { ApiKey } from './api-key.entity.js';
import type { ChangeOrigin } from './change.js';
import { ChangeLog } from './change-log.js';
import { ApiKeyNotFound } from './errors.js';
import type { Scope } from './scopes.js';

export interface NewApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

/** The keys of machines. Each creation and revocation is in the log of changes. */
export class ApiKeysService {
  private readonly keys: Repository<ApiKey>;
  private readonly log: ChangeLog;

  constructor(private readonly database: DataSource) {
    this.keys = database.getRepository(ApiKey);
    this.log = new ChangeLog(database);
  }

  /**
   * Makes a key. Repeated with the same id, it replaces a key that was never used, whose text its caller may not have received.
   *
   * @returns the key and its text, which is not stored; undefined when the id belongs to another or a used key
   */
  async create(
    { id, name, scopes }: NewApiKey,
    origin: ChangeOrigin,
  ): Promise<{ key: ApiKey; text: string } | undefined> {
    const text = generateApiKey();
    const sorted = [...new Set(scopes)].sort();
    const created = await this.database.transaction(async (manager) => {
      const rows = await manager.query<unknown[]>(
        `INSERT INTO access.api_keys AS existing (id, name, scopes, secret_hash, created_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET secret_hash = excluded.secret_hash
           WHERE existing.name = excluded.name AND existing.scopes = excluded.scopes
             AND existing.last_used_at IS NULL AND existing.revoked_at IS NULL
         RETURNING id`,
        [id, name, sorted, hashApiKey(text), origin.actor.id],
      );
      if (rows.length === 0) return false;
      const after = { name, scopes: sorted };
      const change = { ...origin, action: 'api_key.created', subjectId: id, before: null, after } as const;
      await this.log.record({ ...change, id: randomUUID() }, manager);
      return true;
    });
    return created ? { key: await this.keys.findOneByOrFail({ id }), text } : undefined;
  }

  /** All keys, newest first, revoked ones too. */
  list(): Promise<ApiKey[]> {
    return this.keys.find({ order: { createdAt: 'DESC', id: 'ASC' } });
  }

  /**
   * Revokes a key. Safe to repeat.
   *
   * @throws ApiKeyNotFound
   */
  async revoke(id: string, origin: ChangeOrigin): Promise<void> {
    await this.database.transaction(async (manager) => {
      const keys = manager.getRepository(ApiKey);
      const { affected } = await keys.update({ id, revokedAt: IsNull() }, { revokedAt: new Date() });
      const key = await keys.findOneBy({ id });
      if (!key) throw new ApiKeyNotFound(id);
      if (affected === 0) return;
      const before = { name: key.name, scopes: key.scopes };
      const change = { ...origin, action: 'api_key.revoked', subjectId: id, before, after: null } as const;
      await this.log.record({ ...change, id: randomUUID() }, manager);
    });
  }

  /** @returns undefined for a key that is unknown or revoked */
  async find(text: string): Promise<ApiKey | undefined> {
    return (await this.keys.findOneBy({ secretHash: hashApiKey(text), revokedAt: IsNull() })) ?? undefined;
  }

  /** Records that a key is in use, unless that was done within the last minute. */
  async recordUse(id: string): Promise<void> {
    await this.keys.query(
      `UPDATE access.api_keys SET last_used_at = now()
       WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
      [id],
    );
  }
}
