import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Problem, unavailable } from '../http/problem.js';
import type { TokenKeys } from './token-keys.js';
import { knownRoles, type User } from './user.js';

const claims = z.object({ sub: z.guid().toLowerCase(), roles: z.array(z.string()), exp: z.number() });

/** How long a token that was checked is not checked again, in ms: one whose key was withdrawn goes on for no longer. */
const TOKEN_CACHE_TTL_MS = 60_000;
const TOKEN_CACHE_SIZE = 10_000;

/** @throws Problem `unauthorized`; `unavailable` when the key set cannot be had */
export type Authenticate = (authorization: string | undefined) => Promise<User>;

/** Tells who asks by the Authorization header. */
export function createAuthenticator({ key, algorithms, audience, issuer }: TokenKeys): Authenticate {
  // A check waits for a thread of its own, behind all else that is to be hashed or signed.
  const verifiedUsers = new LRUCache<string, { readonly user: User; readonly until: number }>({
    max: TOKEN_CACHE_SIZE,
  });
  return async (authorization) => {
    const token = bearerToken(authorization);
    const cached = verifiedUsers.get(token);
    if (cached && cached.until > Date.now()) return cached.user;
    const parsed = claims.safeParse(await verify(token));
    if (!parsed.success) throw unauthorized('the token must hold "sub", a uuid, and "roles", a list');
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
      if (error instanceof errors.JWTExpired) throw unauthorized('the token has expired');
      if (isInvalidTokenError(error)) throw unauthorized('the token is malformed or was not signed for this service');
      throw unavailable('access tokens cannot be checked at the moment; try again', error);
    }
  }
}

function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) {
    throw new Problem('unauthorized', 'the header "Authorization: Bearer <token>" is missing', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  }
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  if (token === undefined) throw unauthorized('the Authorization header must be "Bearer <token>"');
  return token;
}

function unauthorized(detail: string): Problem {
  const description = detail.replaceAll('"', "'");
  return new Problem('unauthorized', detail, {
    headers: { 'WWW-Authenticate': `Bearer error="invalid_token", error_description="${description}"` },
  });
}

/** The rest are key sets that cannot be fetched or read: not the caller's doing. */
function isInvalidTokenError(error: unknown): boolean {
  const jwksErrorCodes = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'];
  return error instanceof errors.JOSEError && !jwksErrorCodes.includes(error.code);
}
