import { createHash } from 'node:crypto';
import { uuidV5 } from '../../domains/uuid-v5.js';

const ORDER_ID_NAMESPACE = '5d0f7f0e-6a53-4d3b-9a51-2f2c3f0d9b11';

/** Derives the order id from a user and their Idempotency-Key, so that a key identifies one order of one user. */
export function deriveOrderId(userId: string, idempotencyKey: string): string {
  return uuidV5(ORDER_ID_NAMESPACE, `${userId}:${idempotencyKey}`);
}

/** SHA-256 of a request body in hex, independent of the order of its fields. */
export function computeFingerprint(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body, sortKeys)).digest('hex');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
