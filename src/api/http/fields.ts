import { z } from 'zod';

/** A uuid of any version, in lower case as Postgres prints it. */
export const uuid = z.guid().toLowerCase();

// eslint-disable-next-line no-control-regex -- they are what it refuses
const PRINTABLE = /^[^\u0000-\u001f\u007f]*$/;

/** One line of text: Postgres stores no NUL, and nobody wants the other control characters in a log. */
export function text(maxLength: number) {
  return z.string().min(1).max(maxLength).regex(PRINTABLE, 'must not hold control characters');
}

/** A name that machines read too, such as a sku. */
export function code(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be letters, digits, dots, dashes and underscores');
}

/** Units moved at once: few enough that no stock outgrows the column that counts it. */
export const stockQuantity = z.int().min(-1_000_000).max(1_000_000);

/** An amount of money in minor units; with the limits on quantities, every total stays below 2^53. */
export const minorUnits = z.int().min(1).max(1_000_000_000);

/** The value of an Idempotency-Key header. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,255}$/, 'must be 1 to 255 printable ASCII characters')
  .optional()
  .meta({ description: 'Chosen by you: a request repeated with it finds what the first one did' });

/** A whole number in a query, where everything is text. */
export function integerParam(min: number, max: number) {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z.int().min(min).max(max),
  );
}

const EARLIEST_MS = 0;
const LATEST_MS = Date.UTC(9999, 11, 31);

/**
 * A time in a query, as ISO 8601 UTC. Times that Postgres or JavaScript could not hold become the nearest they can:
 * no row is older or younger.
 */
export const time = z.iso
  .datetime({ offset: true })
  .transform((at) => new Date(Math.min(Math.max(Date.parse(at), EARLIEST_MS), LATEST_MS)).toISOString());

/** A time in an answer. */
export const timestamp = z.iso.datetime();
