import { LRUCache } from 'lru-cache';
import { isWellFormedApiKey } from '../../domains/access/api-key-text.js';
import type { ApiKeysService } from '../../domains/access/api-keys.service.js';
import type { User } from './user.js';

/** Time that a key stays cached, in milliseconds; also how long a revoked key is accepted. */
const CACHE_TTL_MS = 5_000;
const CACHE_SIZE = 1_000;
/** Shortest time between two records of the use of a key by this process, in milliseconds. */
const RECORD_INTERVAL_MS = 60_000;

/** @returns the account of the key; undefined when the key is unknown, malformed or revoked */
export type AuthenticateApiKey = (key: string) => Promise<User | undefined>;

/**
 * A key acts as a separate account, with the key's id, and as an operator for the orders of others. Its scopes limit both.
 */
export function createApiKeyAuthenticator(keys: Pick<ApiKeysService, 'find' | 'recordUse'>): AuthenticateApiKey {
  const known = new LRUCache<string, User>({ max: CACHE_SIZE, ttl: CACHE_TTL_MS });
  const recorded = new LRUCache<string, true>({ max: CACHE_SIZE, ttl: RECORD_INTERVAL_MS });
  return async (text) => {
    if (!isWellFormedApiKey(text)) return undefined;
    let user = known.get(text);
    if (user === undefined) {
      const key = await keys.find(text);
      if (key === undefined) return undefined;
      user = { id: key.id, roles: new Set(['customer', 'operator']), scopes: new Set(key.scopes) };
      known.set(text, user);
    }
    if (!recorded.has(user.id)) {
      recorded.set(user.id, true);
      // A failed write must not fail the request; the next use records again.
      void keys.recordUse(user.id).catch(() => recorded.delete(user.id));
    }
    return user;
  };
}
