import type { RequestHandler } from 'express';
import { Problem } from './problem.js';

/**
 * Headers with one value. Node keeps the first of some repeated headers and joins others with a comma, so a repeated
 * Idempotency-Key would be read as another key. `Prefer` and `If-None-Match` are lists and may be repeated (RFC 9110).
 */
const SINGLE_HEADERS = new Set([
  'authorization',
  'content-encoding',
  'content-length',
  'content-type',
  'gateway-signature',
  'host',
  'idempotency-key',
  'last-event-id',
  'origin',
  'stripe-signature',
  'x-namespace',
  'x-request-id',
]);

/** Rejects a request in which a header with one value occurs twice. */
export const rejectRepeatedHeaders: RequestHandler = (req, _res, next) => {
  const repeated = findRepeated(req.rawHeaders);
  if (repeated !== undefined) {
    throw new Problem('duplicate_header', `The header ${repeated} occurs more than once. Send it once.`);
  }
  next();
};

/** @param rawHeaders - names and values in turn, as Node received them */
function findRepeated(rawHeaders: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const key = name.toLowerCase();
    if (!SINGLE_HEADERS.has(key)) continue;
    if (seen.has(key)) return name;
    seen.add(key);
  }
  return undefined;
}
