import type { DataSource } from 'typeorm';
import type { ErasurePageRequest, ErasureReport } from '../../contracts/erasure.js';
import { ErasureNotFound } from './errors.js';

/** An erasure as it is stored. It does not name the user. */
export interface StoredErasure {
  readonly id: string;
  readonly pseudonym: string;
  /** Null until the run has reported. */
  readonly report: ErasureReport | null;
  readonly requestedAt: Date;
  /** Null while it goes on. */
  readonly completedAt: Date | null;
}

const COLUMNS = `id, pseudonym, report, requested_at AS "requestedAt", completed_at AS "completedAt"`;

/** The reason of a cancellation whose customer gave none. */
const NO_REASON = 'cancel_requested';

/**
 * Removes a user from the orders. The row of an erasure holds the user's id until it is complete, so that neither the run nor its
 * history needs it.
 */
export class ErasureService {
  constructor(private readonly database: DataSource) {}

  /**
   * Records an erasure, once for each id.
   *
   * @returns the erasure of the user that goes on, or the one with this id
   */
  async request(erasureId: string, userId: string, pseudonym: string): Promise<StoredErasure> {
    await this.database.query(
      'INSERT INTO orders.erasures (id, user_id, pseudonym) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [erasureId, userId, pseudonym],
    );
    const [erasure] = await this.database.query<[StoredErasure?]>(
      `SELECT ${COLUMNS} FROM orders.erasures WHERE id = $1 OR user_id = $2 ORDER BY id = $1 DESC LIMIT 1`,
      [erasureId, userId],
    );
    // The one that went on has been completed since, so that another one can be recorded.
    return erasure ?? this.request(erasureId, userId, pseudonym);
  }

  /** @throws ErasureNotFound */
  async get(erasureId: string): Promise<StoredErasure> {
    const [erasure] = await this.database.query<[StoredErasure?]>(
      `SELECT ${COLUMNS} FROM orders.erasures WHERE id = $1`,
      [erasureId],
    );
    if (!erasure) throw new ErasureNotFound(erasureId);
    return erasure;
  }

  /** @returns the user's id; null when the erasure is complete */
  async findUserId(erasureId: string): Promise<string | null> {
    const [row] = await this.database.query<[{ userId: string | null }?]>(
      'SELECT user_id AS "userId" FROM orders.erasures WHERE id = $1',
      [erasureId],
    );
    if (!row) throw new ErasureNotFound(erasureId);
    return row.userId;
  }

  /** Deletes the personal data of all orders of the user, and the metadata. @returns the number of orders that had some */
  async deletePersonalData(erasureId: string): Promise<number> {
    const [{ count }] = await this.database.query<[{ count: number }]>(
      `WITH subject AS (
         SELECT user_id FROM orders.erasures WHERE id = $1
       ), deleted AS (
         DELETE FROM orders.personal_data p USING subject WHERE p.user_id = subject.user_id RETURNING p.order_id
       ), cleared AS (
         UPDATE orders.order_details d SET metadata = '{}' FROM subject
         WHERE d.user_id = subject.user_id AND d.metadata <> '{}' RETURNING d.order_id
       )
       SELECT count(*)::int FROM (SELECT * FROM deleted UNION SELECT * FROM cleared) erased`,
      [erasureId],
    );
    return count;
  }

  /** Returns a page of the user's orders, in id order, archived ones included. */
  async findOrderIds({ erasureId, limit, after }: ErasurePageRequest): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      `SELECT o.id FROM orders.orders o JOIN orders.erasures e ON e.user_id = o.user_id
       WHERE e.id = $1 AND ($3::uuid IS NULL OR o.id > $3) ORDER BY o.id LIMIT $2`,
      [erasureId, limit, after],
    );
    return rows.map(({ id }) => id);
  }

  /** Gives orders the pseudonym, and removes the reasons in the customer's words. Idempotent. @returns the number of changed orders */
  async pseudonymize(erasureId: string, orderIds: readonly string[]): Promise<number> {
    const [{ count }] = await this.database.query<[{ count: number }]>(
      `WITH erasure AS (
         SELECT user_id, pseudonym FROM orders.erasures WHERE id = $1
       ), words AS (
         SELECT order_id, version, reason FROM orders.order_status_history
         WHERE order_id = ANY ($2) AND actor = 'customer' AND reason <> '${NO_REASON}'
       ), history AS (
         UPDATE orders.order_status_history h SET reason = 'erased' FROM words
         WHERE h.order_id = words.order_id AND h.version = words.version
       ), details AS (
         UPDATE orders.order_details d SET user_id = pseudonym FROM erasure
         WHERE d.order_id = ANY ($2) AND d.user_id = erasure.user_id
       ), changed AS (
         UPDATE orders.orders o
         SET user_id = pseudonym,
             status_reason = CASE WHEN EXISTS (SELECT FROM words WHERE words.order_id = o.id AND words.reason = o.status_reason)
                                  THEN 'erased' ELSE o.status_reason END
         FROM erasure WHERE o.id = ANY ($2) AND o.user_id = erasure.user_id
         RETURNING o.id
       )
       SELECT count(*)::int FROM changed`,
      [erasureId, orderIds],
    );
    return count;
  }

  /** Records how far the erasure is. */
  async report(erasureId: string, report: ErasureReport): Promise<void> {
    await this.database.query('UPDATE orders.erasures SET report = $2 WHERE id = $1 AND completed_at IS NULL', [
      erasureId,
      JSON.stringify(report),
    ]);
  }

  /** Removes the user's id from what is left: stored answers, details without an order, and the erasure itself. Idempotent. */
  async complete(erasureId: string, report: ErasureReport): Promise<void> {
    await this.database.query(
      `WITH erasure AS (
         SELECT user_id, pseudonym FROM orders.erasures WHERE id = $1 AND user_id IS NOT NULL
       ), answers AS (
         UPDATE orders.idempotency_keys k SET answer = replace(k.answer::text, user_id::text, pseudonym::text)::json
         FROM erasure WHERE strpos(k.answer::text, user_id::text) > 0
       ), details AS (
         DELETE FROM orders.order_details d USING erasure WHERE d.user_id = erasure.user_id
       )
       UPDATE orders.erasures e SET user_id = NULL, completed_at = now(), report = $2
       FROM erasure WHERE e.id = $1`,
      [erasureId, JSON.stringify(report)],
    );
  }
}
