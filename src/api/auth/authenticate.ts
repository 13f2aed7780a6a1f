import { errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { LRUCache } from 'lru-cache';
import { isApiKey } from '../../domains/access/api-key-text.js';
import { Problem, unavailable } from '../http/problem.js';
import type { AuthenticateApiKey } from './authenticate-api-key.js';
import { STANDARD_CLAIMS, userFromClaims } from './claims.js';
import { describeTokenError } from './token-errors.js';
import type { TokenKeys } from './token-keys.js';
import type { User } from './user.js';

/** Time that a verified token stays cached, in milliseconds; also how long a token of a revoked key is accepted. */
const TOKEN_CACHE_TTL_MS = 60_000;
const TOKEN_CACHE_SIZE = 10_000;

/** Difference between the clocks of the identity provider and of this service that is tolerated, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 30;

/** Keys that are tried for a token that matches several of the key set. */
const MAX_MATCHING_KEYS = 4;

/** @throws Problem `unauthorized`, or `unavailable` when the key of the token cannot be fetched */
export type Authenticate = (authorization: string | undefined) => Promise<User>;

/** Creates the function that verifies the Authorization header and returns its user or the account of its API key. */
export function createAuthenticator(tokenKeys: TokenKeys, authenticateApiKey?: AuthenticateApiKey): Authenticate {
  // Each verification waits for a thread of Node's pool, where it queues behind other work.
  const verifiedUsers = new LRUCache<string, { readonly user: User; readonly until: number }>({
    max: TOKEN_CACHE_SIZE,
  });
  return async (authorization) => {
    const token = bearerToken(authorization);
    if (authenticateApiKey && isApiKey(token)) {
      const account = await authenticateApiKey(token);
      if (!account) throw unauthorized('The API key is unknown, incomplete or revoked.');
      return account;
    }
    const cached = verifiedUsers.get(token);
    if (cached && cached.until > Date.now()) return cached.user;
    try {
      const claims = await verify(token, tokenKeys);
      const user = userFromClaims(claims, tokenKeys.claims ?? STANDARD_CLAIMS);
      const expiresAt = ((claims.exp ?? 0) + CLOCK_TOLERANCE_SECONDS) * 1_000;
      verifiedUsers.set(token, { user, until: Math.min(expiresAt, Date.now() + TOKEN_CACHE_TTL_MS) });
      return user;
    } catch (error) {
      const detail = describeTokenError(error);
      if (detail !== undefined) throw unauthorized(detail);
      throw unavailable('Access tokens cannot be verified at the moment. Try again.', error);
    }
  };
}

async function verify(token: string, { key, algorithms, audience, issuer }: TokenKeys): Promise<JWTPayload> {
  const options: JWTVerifyOptions = {
    algorithms: [...algorithms],
    requiredClaims: ['exp'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    ...(audience !== undefined && { audience }),
    ...(issuer !== undefined && { issuer }),
  };
  try {
    return (await jwtVerify(token, key, options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    return verifyWithAny(token, error, options);
  }
}

/** Without a key id, or with one that several keys share, any matching key may have signed the token. */
async function verifyWithAny(
  token: string,
  matching: errors.JWKSMultipleMatchingKeys,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  let tried = 0;
  for await (const key of matching) {
    if ((tried += 1) > MAX_MATCHING_KEYS) break;
    try {
      return (await jwtVerify(token, key, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
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
