import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RequestKey } from '../../domains/idempotency/idempotent-changes.js';
import { uuidV5 } from '../../domains/uuid-v5.js';
import type { User } from '../auth/user.js';
import { idempotencyKey } from './fields.js';

const REQUEST_NAMESPACE = 'd1f3b7a2-0a64-4d0b-9a0f-5f1c3f7f2f60';
const ORDER_ID_NAMESPACE = '5d0f7f0e-6a53-4d3b-9a51-2f2c3f0d9b11';

/** Derives the order id from a user and their Idempotency-Key, so that a key identifies one order of one user. */
export function deriveOrderId(userId: string, idempotencyKey: string): string {
  return uuidV5(ORDER_ID_NAMESPACE, `${userId}:${idempotencyKey}`);
}

/** The headers of a route that changes something. */
export const idempotencyHeaders = z.object({ 'Idempotency-Key': idempotencyKey });

/**
 * The key of a request: its header counts for one user and one URL.
 *
 * @returns undefined without the header
 */
export function requestKey({ user, headers, params, body }: KeyedRequest, operationId: string): RequestKey | undefined {
  const key = headers['Idempotency-Key'];
  if (key === undefined) return undefined;
  const name = JSON.stringify([user.id, operationId, params, key]);
  return { id: uuidV5(REQUEST_NAMESPACE, name), fingerprint: computeFingerprint(body ?? null) };
}

interface KeyedRequest {
  readonly user: User;
  readonly headers: z.output<typeof idempotencyHeaders>;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** SHA-256 of a request body in hex, independent of the order of its fields. */
export function computeFingerprint(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body, sortKeys)).digest('hex');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
