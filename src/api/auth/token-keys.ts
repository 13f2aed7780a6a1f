import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { ConfigurationError, LOCAL_JWT_SECRET } from '../../config.js';

/** What access tokens are checked with; exactly one algorithm family, so that a token cannot choose its own. */
export interface TokenKeys {
  readonly key: JWTVerifyGetKey;
  readonly algorithms: readonly string[];
}

interface TokenSettings {
  readonly NODE_ENV: 'development' | 'test' | 'production';
  readonly JWT_SECRET?: string | undefined;
  readonly JWT_JWKS_URL?: string | undefined;
}

/**
 * A key set wins over a secret: with JWT_JWKS_URL no HS256 token is accepted.
 *
 * @throws ConfigurationError in production without a secret of its own
 */
export function tokenKeys({ NODE_ENV, JWT_SECRET, JWT_JWKS_URL }: TokenSettings): TokenKeys {
  if (JWT_JWKS_URL !== undefined) {
    return { key: createRemoteJWKSet(new URL(JWT_JWKS_URL)), algorithms: ['RS256', 'ES256'] };
  }
  if (NODE_ENV === 'production' && (JWT_SECRET === undefined || JWT_SECRET === LOCAL_JWT_SECRET)) {
    throw new ConfigurationError(
      'JWT_SECRET: must be a secret of your own when NODE_ENV is production (or set JWT_JWKS_URL)',
    );
  }
  const secret = new TextEncoder().encode(JWT_SECRET ?? LOCAL_JWT_SECRET);
  return { key: () => secret, algorithms: ['HS256'] };
}
