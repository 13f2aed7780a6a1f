import { z } from 'zod';

/** A UUID of any version, in lower case like Postgres prints it. */
export const uuid = z.guid().toLowerCase();

// eslint-disable-next-line no-control-regex -- the pattern rejects them
const PRINTABLE = /^[^\u0000-\u001f\u007f]*$/;

/** A line of text without control characters: Postgres cannot store NUL, and the others would garble logs. */
export function text(maxLength: number) {
  return z.string().min(1).max(maxLength).regex(PRINTABLE, 'must not contain control characters');
}

/** An identifier for people and machines, such as a SKU. */
export function code(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be letters, digits, dots, dashes and underscores');
}

/** Units of one stock change; the limit keeps stock within its integer column. */
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

const EARLIEST_MS = 0;
const LATEST_MS = Date.UTC(9999, 11, 31);

/**
 * A time in a query string, as ISO 8601 in UTC. Times outside the range of Postgres or JavaScript are clamped; no row
 * lies beyond it.
 */
export const time = z.iso
  .datetime({ offset: true })
  .transform((at) => new Date(Math.min(Math.max(Date.parse(at), EARLIEST_MS), LATEST_MS)).toISOString());

/** A time in a response. */
export const timestamp = z.iso.datetime();
