import type { DataSource, EntityManager } from 'typeorm';
import { IdempotencyKeyReused } from '../orders/errors.js';

/** A request that carries an `Idempotency-Key`. */
export interface RequestKey {
  /** UUID derived from the user, the operation and the header. */
  readonly id: string;
  /** Digest of the body, which distinguishes a repeated request from a reused key. */
  readonly fingerprint: string;
}

interface StoredRequest {
  readonly fingerprint: string;
  /** JSON; null until the change is made. */
  readonly answer: unknown;
}

/** Makes a change once for each request key and repeats its answer. A change that was rejected may be tried again. */
export class IdempotentChanges {
  private readonly table: string;

  /** @param schema - the domain's schema, whose table `idempotency_keys` stores the answers */
  constructor(
    private readonly database: DataSource,
    schema: 'catalog' | 'inventory' | 'orders' | 'webhooks',
  ) {
    this.table = `${schema}.idempotency_keys`;
  }

  /**
   * Makes a change and stores its answer in one transaction. A concurrent request with the same key waits for it.
   *
   * @param key - undefined makes the change every time
   * @param change - returns the answer, as JSON data
   * @throws IdempotencyKeyReused when the key belongs to a request with another body
   */
  once<T>(key: RequestKey | undefined, change: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.transaction(async (manager) => {
      if (key === undefined) return change(manager);
      const stored = await this.claim(key, manager);
      if (stored) return stored.answer as T;
      const answer = await change(manager);
      await this.storeAnswer(key, answer, manager);
      return answer;
    });
  }

  /**
   * Makes a change that no transaction covers, such as a message to a workflow, and stores its answer.
   *
   * @param change - makes one change however often it runs for this key: it runs again when the answer was not stored
   * @throws IdempotencyKeyReused when the key belongs to a request with another body
   */
  async repeatable<T>(key: RequestKey | undefined, change: () => Promise<T>): Promise<T> {
    if (key === undefined) return change();
    const stored = await this.claim(key, this.database.manager);
    if (stored && stored.answer !== null) return stored.answer as T;
    const answer = await change();
    await this.storeAnswer(key, answer, this.database.manager);
    return answer;
  }

  /**
   * Records a request whose change may run again, because a repetition completes what was interrupted.
   *
   * @throws IdempotencyKeyReused when the key belongs to a request with another body
   */
  async assertSameRequest(key: RequestKey | undefined): Promise<void> {
    if (key !== undefined) await this.claim(key, this.database.manager);
  }

  /** @returns the earlier request with the key; undefined when this is the first */
  private async claim({ id, fingerprint }: RequestKey, manager: EntityManager): Promise<StoredRequest | undefined> {
    const claimed = await manager.query<unknown[]>(
      `INSERT INTO ${this.table} (id, fingerprint) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING id`,
      [id, fingerprint],
    );
    if (claimed.length > 0) return undefined;
    const [stored] = await manager.query<[StoredRequest]>(
      `SELECT fingerprint, answer FROM ${this.table} WHERE id = $1`,
      [id],
    );
    if (stored.fingerprint !== fingerprint) throw new IdempotencyKeyReused();
    return stored;
  }

  private async storeAnswer({ id }: RequestKey, answer: unknown, manager: EntityManager): Promise<void> {
    await manager.query(`UPDATE ${this.table} SET answer = $2 WHERE id = $1 AND answer IS NULL`, [
      id,
      JSON.stringify(answer),
    ]);
  }
}
