import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Problem, unavailable } from '../http/problem.js';
import type { TokenKeys } from './token-keys.js';
import { knownRoles, type User } from './user.js';

const claims = z.object({ sub: z.guid().toLowerCase(), roles: z.array(z.string()), exp: z.number() });

/** Time that a verified token stays cached, in milliseconds; also how long a token of a revoked key is accepted. */
const TOKEN_CACHE_TTL_MS = 60_000;
const TOKEN_CACHE_SIZE = 10_000;

/** @throws Problem `unauthorized`, or `unavailable` when the key set cannot be fetched */
export type Authenticate = (authorization: string | undefined) => Promise<User>;

/** Creates the function that verifies the Authorization header and returns its user. */
export function createAuthenticator({ key, algorithms, audience, issuer }: TokenKeys): Authenticate {
  // Each verification waits for a thread of Node's pool, where it queues behind other work.
  const verifiedUsers = new LRUCache<string, { readonly user: User; readonly until: number }>({
    max: TOKEN_CACHE_SIZE,
  });
  return async (authorization) => {
    const token = bearerToken(authorization);
    const cached = verifiedUsers.get(token);
    if (cached && cached.until > Date.now()) return cached.user;
    const parsed = claims.safeParse(await verify(token));
    if (!parsed.success) throw unauthorized('The token needs "sub", a UUID, and "roles", an array of strings.');
    const { sub, roles, exp } = parsed.data;
    const user = { id: sub, roles: knownRoles(roles) };
    verifiedUsers.set(token, { user, until: Math.min(exp * 1_000, Date.now() + TOKEN_CACHE_TTL_MS) });
    return user;
  };

  async function verify(token: string): Promise<unknown> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [...algorithms],
        requiredClaims: ['sub', 'exp'],
        ...(audience !== undefined && { audience }),
        ...(issuer !== undefined && { issuer }),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw unauthorized('The token has expired. Request a new one.');
      if (isInvalidTokenError(error)) throw unauthorized('The token is malformed or was not signed for this service.');
      throw unavailable('Access tokens cannot be verified at the moment. Try again.', error);
    }
  }
}

function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) {
    throw new Problem('unauthorized', 'The header "Authorization: Bearer <token>" is missing.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  }
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  if (token === undefined) throw unauthorized('The Authorization header must have the form "Bearer <token>".');
  return token;
}

function unauthorized(detail: string): Problem {
  const description = detail.replaceAll('"', "'");
  return new Problem('unauthorized', detail, {
    headers: { 'WWW-Authenticate': `Bearer error="invalid_token", error_description="${description}"` },
  });
}

/** False for errors of the key set, which the caller did not cause. */
function isInvalidTokenError(error: unknown): boolean {
  const jwksErrorCodes = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'];
  return error instanceof errors.JOSEError && !jwksErrorCodes.includes(error.code);
}
