import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Problem, unavailable } from '../http/problem.js';
import type { TokenKeys } from './token-keys.js';
import { knownRoles, type User } from './user.js';

const claims = z.object({ sub: z.guid().toLowerCase(), roles: z.array(z.string()), exp: z.number() });

/** How long a token that was checked is not checked again, in ms: one whose key was withdrawn goes on for no longer. */
const TRUST_MS = 60_000;
const MOST_TRUSTED = 10_000;

/** @throws Problem `unauthorized`; `unavailable` when the key set cannot be had */
export type Authenticate = (authorization: string | undefined) => Promise<User>;

/** Tells who asks by the Authorization header. */
export function authenticateWith({ key, algorithms, audience, issuer }: TokenKeys): Authenticate {
  // A check waits for a thread of its own, behind all else that is to be hashed or signed.
  const trusted = new LRUCache<string, { readonly user: User; readonly until: number }>({ max: MOST_TRUSTED });
  return async (authorization) => {
    const token = bearerToken(authorization);
    const before = trusted.get(token);
    if (before && before.until > Date.now()) return before.user;
    const known = claims.safeParse(await verify(token));
    if (!known.success) throw unauthorized('the token must hold "sub", a uuid, and "roles", a list');
    const { sub, roles, exp } = known.data;
    const user = { id: sub, roles: knownRoles(roles) };
    trusted.set(token, { user, until: Math.min(exp * 1_000, Date.now() + TRUST_MS) });
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
      if (isFaultOfToken(error)) throw unauthorized('the token is malformed or was not signed for this service');
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
function isFaultOfToken(error: unknown): boolean {
  const ofKeySet = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'];
  return error instanceof errors.JOSEError && !ofKeySet.includes(error.code);
}
