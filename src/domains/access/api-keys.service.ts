import { IsNull, type DataSource, type Repository } from 'typeorm';
import { generateApiKey, hashApiKey } from './api-key-text.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeyNotFound } from './errors.js';
import type { Scope } from './scopes.js';

export interface NewApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** User id of the operator who makes it. */
  readonly createdBy: string;
}

/** The keys of machines. */
export class ApiKeysService {
  private readonly keys: Repository<ApiKey>;

  constructor(database: DataSource) {
    this.keys = database.getRepository(ApiKey);
  }

  /**
   * Makes a key. Repeated with the same id, it replaces a key that was never used, whose text its caller may not have received.
   *
   * @returns the key and its text, which is not stored; undefined when the id belongs to another or a used key
   */
  async create({ id, name, scopes, createdBy }: NewApiKey): Promise<{ key: ApiKey; text: string } | undefined> {
    const text = generateApiKey();
    const sorted = [...new Set(scopes)].sort();
    const rows = await this.keys.query<unknown[]>(
      `INSERT INTO access.api_keys AS existing (id, name, scopes, secret_hash, created_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET secret_hash = excluded.secret_hash
         WHERE existing.name = excluded.name AND existing.scopes = excluded.scopes
           AND existing.last_used_at IS NULL AND existing.revoked_at IS NULL
       RETURNING id`,
      [id, name, sorted, hashApiKey(text), createdBy],
    );
    return rows.length === 0 ? undefined : { key: await this.keys.findOneByOrFail({ id }), text };
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
  async revoke(id: string): Promise<void> {
    const { affected } = await this.keys.update({ id, revokedAt: IsNull() }, { revokedAt: new Date() });
    if (affected === 0 && !(await this.keys.existsBy({ id }))) throw new ApiKeyNotFound(id);
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
