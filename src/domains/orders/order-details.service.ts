import { isDeepStrictEqual } from 'node:util';
import type { DataSource } from 'typeorm';
import { isUniqueViolation } from '../database/postgres-errors.js';
import { ExternalReferenceTaken, IdempotencyKeyReused } from './errors.js';
import type { PersonalData, PersonalDataCipher } from './personal-data.js';

/** What the caller says about an order besides its items. */
export interface NewOrderDetails {
  readonly orderId: string;
  readonly userId: string;
  /** Digest of the request without its personal data; null without an Idempotency-Key. */
  readonly requestFingerprint: string | null;
  readonly externalReference?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly personalData?: PersonalData | undefined;
}

/**
 * Stores what the caller says about an order, before its run starts: the run and its history contain none of it. Personal data is
 * encrypted and has a table of its own.
 */
export class OrderDetailsService {
  constructor(
    private readonly database: Pick<DataSource, 'query'>,
    private readonly cipher: PersonalDataCipher,
  ) {}

  /**
   * Stores the details of a request. Repeated by the same request, it changes nothing.
   *
   * @throws ExternalReferenceTaken when another order of the user has the reference
   * @throws IdempotencyKeyReused when a request with another body stored details under the order's id
   */
  async store(details: NewOrderDetails): Promise<void> {
    const { orderId, userId, requestFingerprint, externalReference, metadata = {}, personalData } = details;
    try {
      const [{ stored }] = await this.database.query<[{ stored: string | null | undefined }]>(
        `WITH made AS (
           INSERT INTO orders.order_details (order_id, user_id, request_fingerprint, external_reference, metadata, country)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (order_id) DO NOTHING
           RETURNING order_id, user_id
         ), personal AS (
           INSERT INTO orders.personal_data (order_id, user_id, encrypted)
           SELECT order_id, user_id, $7 FROM made WHERE $7::text IS NOT NULL
         )
         SELECT CASE WHEN EXISTS (SELECT FROM made) THEN $3
                     ELSE (SELECT request_fingerprint FROM orders.order_details WHERE order_id = $1) END AS stored`,
        [
          ...[orderId, userId, requestFingerprint, externalReference ?? null, JSON.stringify(metadata)],
          personalData?.shippingAddress?.country ?? null,
          personalData ? this.cipher.encrypt(orderId, personalData) : null,
        ],
      );
      if (stored !== requestFingerprint) throw new IdempotencyKeyReused();
    } catch (error) {
      if (externalReference !== undefined && isUniqueViolation(error, 'one_order_per_reference'))
        throw new ExternalReferenceTaken(externalReference);
      throw error;
    }
    if (personalData) await this.assertSamePersonalData(orderId, personalData);
  }

  /**
   * Compares personal data with that of the request that stored the order's. Data that was erased cannot be compared and counts as
   * the same.
   *
   * @throws IdempotencyKeyReused
   */
  async assertSamePersonalData(orderId: string, personalData: PersonalData): Promise<void> {
    const stored = await this.findPersonalData(orderId);
    // What was stored as JSON has no undefined properties.
    if (stored && !isDeepStrictEqual(stored, JSON.parse(JSON.stringify(personalData))))
      throw new IdempotencyKeyReused();
  }

  /** @returns null when the order has none, or it was erased */
  async findPersonalData(orderId: string): Promise<PersonalData | null> {
    const [row] = await this.database.query<[{ encrypted: string }?]>(
      'SELECT encrypted FROM orders.personal_data WHERE order_id = $1',
      [orderId],
    );
    return row ? this.cipher.decrypt(orderId, row.encrypted) : null;
  }

  /** Deletes the details of a request that was rejected, which gives its reference back. Keeps those of the request that made the order. */
  async discard(orderId: string): Promise<void> {
    await this.database.query(
      `WITH discarded AS (
         DELETE FROM orders.order_details d
         WHERE order_id = $1 AND NOT EXISTS (
           SELECT FROM orders.orders o
           WHERE o.id = $1 AND o.deleted_at IS NULL AND o.request_fingerprint IS NOT DISTINCT FROM d.request_fingerprint)
         RETURNING order_id
       )
       DELETE FROM orders.personal_data p USING discarded WHERE p.order_id = discarded.order_id`,
      [orderId],
    );
  }
}
