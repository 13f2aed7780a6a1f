import { z } from 'zod';
import { findUnsafeCharacter, SAFE_TEXT_PATTERN } from '../../text/safe-text.js';

export { createdAt, sumOfMinorUnits, timestamp, updatedAt, uuid } from '../../representations/fields.js';

/** A product of the demo catalogue, so that the examples of the documentation work on the local stack. */
export const EXAMPLE_PRODUCT_ID = '7a3c1f00-5e1d-4c0a-9b6e-000000000001';

/** A line of text that is safe to store and to show. */
export function text(maxLength: number) {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .superRefine((value, context) => {
      const character = findUnsafeCharacter(value);
      if (character !== undefined) {
        context.addIssue({ code: 'custom', message: `must not contain the character ${character}; remove it` });
      }
    })
    .meta({ pattern: SAFE_TEXT_PATTERN });
}

/** An identifier for people and machines, such as a SKU. */
export function code(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be letters, digits, dots, dashes and underscores');
}

/** Units of one stock change. The inventory checks the bound of the stock itself. */
export const stockQuantity = z.int().min(-1_000_000).max(1_000_000);

/** An amount in minor units; with the limits on quantities, every total stays below 2^53. */
export const minorUnits = z.int().min(1).max(1_000_000_000);

/** The value of an Idempotency-Key header. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,255}$/, 'must be 1 to 255 printable ASCII characters')
  .optional()
  .meta({
    description:
      'A unique value that you choose. A repeated request with the same value returns the result of the first one.',
  });

/** An integer in a query string. */
export function integerParam(min: number, max: number) {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z.int().min(min).max(max),
  );
}

/** Postgres and ISO 8601 agree on these years; a UTC offset may lead out of them. */
const EARLIEST_MS = Date.parse('0001-01-01T00:00:00Z');
const LATEST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** A time in a query string or a cursor, as ISO 8601 in UTC. */
export const time = z.iso
  .datetime({ offset: true, abort: true })
  .refine((at) => isWithinYears(Date.parse(at)), 'must be in the years 0001 to 9999')
  .transform((at) => new Date(at).toISOString());

function isWithinYears(ms: number): boolean {
  return ms >= EARLIEST_MS && ms <= LATEST_MS;
}
