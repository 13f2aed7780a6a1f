import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';

export interface KeySetOptions {
  /** Longest time that a request waits for the key set, in milliseconds. */
  readonly timeoutMs?: number;
  /** Shortest time between two requests for the key set, in milliseconds. */
  readonly cooldownMs?: number;
  /** Age at which the keys are requested again in the background, in milliseconds. */
  readonly maxAgeMs?: number;
}

/** The key set cannot be fetched, and no known key has the id of the token's key. */
class KeySetUnavailable extends Error {
  override readonly name = 'KeySetUnavailable';
}

/**
 * The keys of an identity provider. Keys that were fetched once stay valid while the provider is away. A token with an
 * unknown key id causes a new request, which all callers share; after it, a cooldown keeps forged ids from causing more.
 */
export function remoteKeySet(url: URL, options: KeySetOptions = {}): JWTVerifyGetKey {
  const { timeoutMs = 2_000, cooldownMs = 30_000, maxAgeMs = 600_000 } = options;
  /** Without any key, every request fails, so the next attempt comes sooner. */
  const firstCooldownMs = Math.min(cooldownMs, 1_000);
  let keys: JWTVerifyGetKey | undefined;
  let fetchedAt = -Infinity;
  let attemptedAt = -Infinity;
  let failure: unknown;
  let pending: Promise<void> | undefined;

  /** Never rejects: `failure` holds the reason. */
  const refresh = (): Promise<void> => {
    pending ??= fetchKeySet(url, timeoutMs)
      .then(
        (keySet) => {
          [keys, fetchedAt, failure] = [createLocalJWKSet(keySet), Date.now(), undefined];
        },
        (error: unknown) => (failure = error),
      )
      .then(() => {
        attemptedAt = Date.now();
        pending = undefined;
      });
    return pending;
  };
  const mayRefresh = () =>
    pending !== undefined || Date.now() - attemptedAt >= (keys === undefined ? firstCooldownMs : cooldownMs);

  return async (header, token) => {
    if (keys === undefined && mayRefresh()) await refresh();
    if (keys !== undefined && Date.now() - fetchedAt >= maxAgeMs && mayRefresh()) void refresh();
    try {
      if (keys !== undefined) return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (mayRefresh()) await refresh();
      // After a failure, the key may be one that the provider has added since.
      if (keys !== undefined && failure === undefined) return keys(header, token);
    }
    throw new KeySetUnavailable(`The key set ${url.href} cannot be fetched.`, { cause: failure });
  };
}

async function fetchKeySet(url: URL, timeoutMs: number): Promise<JSONWebKeySet> {
  const response = await fetch(url, {
    headers: { accept: 'application/json, application/jwk-set+json' },
    redirect: 'error',
    // Also ends a response whose body does not arrive.
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`The key set answered ${response.status}.`);
  const body = (await response.json()) as { keys?: unknown } | null;
  if (!Array.isArray(body?.keys)) throw new Error('The key set has no array "keys".');
  return { keys: await uniqueKeys(body.keys as JWK[]) };
}

/** Some providers list a key twice during a rotation; `jose` would then find two keys for a token. */
async function uniqueKeys(keys: readonly JWK[]): Promise<JWK[]> {
  const unique = new Map<string, JWK>();
  for (const key of keys) {
    // A key of a type that `jose` does not know cannot verify a token of ours.
    const thumbprint = await calculateJwkThumbprint(key).catch(() => undefined);
    const id = `${thumbprint} ${key.kid} ${key.alg} ${key.use}`;
    if (thumbprint !== undefined && !unique.has(id)) unique.set(id, key);
  }
  return [...unique.values()];
}
