import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { LOCAL_JWT_SECRET } from '../../config/config.js';

/** What access tokens are checked with; exactly one kind of key, so that a token cannot choose its own algorithm. */
export interface TokenKeys {
  readonly key: JWTVerifyGetKey;
  readonly algorithms: readonly string[];
  /** What a token must name, where that is set. */
  readonly audience?: string | undefined;
  readonly issuer?: string | undefined;
}

interface TokenSettings {
  readonly JWT_SECRET?: string | undefined;
  readonly JWT_JWKS_URL?: string | undefined;
  readonly JWT_AUDIENCE?: string | undefined;
  readonly JWT_ISSUER?: string | undefined;
}

/** A key set wins over a secret: with JWT_JWKS_URL no HS256 token is accepted. */
export function tokenKeys({ JWT_SECRET, JWT_JWKS_URL, JWT_AUDIENCE, JWT_ISSUER }: TokenSettings): TokenKeys {
  const expectedClaims = { audience: JWT_AUDIENCE, issuer: JWT_ISSUER };
  if (JWT_JWKS_URL !== undefined) {
    return { key: createRemoteJWKSet(new URL(JWT_JWKS_URL)), algorithms: ['RS256', 'ES256'], ...expectedClaims };
  }
  // Imported once: of bytes `jose` would make a key for each token.
  const bytes = new TextEncoder().encode(JWT_SECRET ?? LOCAL_JWT_SECRET);
  const secret = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  return { key: () => secret, algorithms: ['HS256'], ...expectedClaims };
}
