import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { LOCAL_JWT_SECRET } from '../../config/config.js';

/** The key that verifies access tokens. There is exactly one kind, so that a token cannot choose its algorithm. */
export interface TokenKeys {
  readonly key: JWTVerifyGetKey;
  readonly algorithms: readonly string[];
  /** Required `aud` claim; undefined accepts any. */
  readonly audience?: string | undefined;
  /** Required `iss` claim; undefined accepts any. */
  readonly issuer?: string | undefined;
}

interface TokenSettings {
  readonly JWT_SECRET?: string | undefined;
  readonly JWT_JWKS_URL?: string | undefined;
  readonly JWT_AUDIENCE?: string | undefined;
  readonly JWT_ISSUER?: string | undefined;
}

/** Selects the key. JWT_JWKS_URL takes precedence over JWT_SECRET and disables HS256. */
export function tokenKeys({ JWT_SECRET, JWT_JWKS_URL, JWT_AUDIENCE, JWT_ISSUER }: TokenSettings): TokenKeys {
  const expectedClaims = { audience: JWT_AUDIENCE, issuer: JWT_ISSUER };
  if (JWT_JWKS_URL !== undefined) {
    return { key: createRemoteJWKSet(new URL(JWT_JWKS_URL)), algorithms: ['RS256', 'ES256'], ...expectedClaims };
  }
  // Imported once; given bytes, `jose` would import them for every token.
  const bytes = new TextEncoder().encode(JWT_SECRET ?? LOCAL_JWT_SECRET);
  const secret = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  return { key: () => secret, algorithms: ['HS256'], ...expectedClaims };
}
