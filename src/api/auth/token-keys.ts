import type { JWTVerifyGetKey } from 'jose';
import { LOCAL_JWT_SECRET } from '../../config/config.js';
import { STANDARD_CLAIMS, type ClaimSettings } from './claims.js';
import { remoteKeySet } from './remote-key-set.js';
import type { Role } from './user.js';

/** The key that verifies access tokens. There is exactly one kind, so that a token cannot choose its algorithm. */
export interface TokenKeys {
  readonly key: JWTVerifyGetKey;
  readonly algorithms: readonly string[];
  /** Required `aud` claim; undefined accepts any. */
  readonly audience?: string | undefined;
  /** Required `iss` claim; undefined accepts any. */
  readonly issuer?: string | undefined;
  /** Defaults to `sub` and `roles`. */
  readonly claims?: ClaimSettings;
}

/** The variables that `tokenKeys` reads. */
export const TOKEN_VARIABLES = [
  'JWT_SECRET',
  'JWT_JWKS_URL',
  'JWT_AUDIENCE',
  'JWT_ISSUER',
  'JWT_SUBJECT_CLAIM',
  'JWT_ROLES_CLAIM',
  'JWT_ROLE_MAP',
  'JWT_DEFAULT_ROLE',
] as const;

interface TokenSettings {
  readonly JWT_SECRET?: string | undefined;
  readonly JWT_JWKS_URL?: string | undefined;
  readonly JWT_AUDIENCE?: string | undefined;
  readonly JWT_ISSUER?: string | undefined;
  readonly JWT_SUBJECT_CLAIM?: string | undefined;
  readonly JWT_ROLES_CLAIM?: readonly string[] | undefined;
  readonly JWT_ROLE_MAP?: ReadonlyMap<string, Role> | undefined;
  readonly JWT_DEFAULT_ROLE?: Role | undefined;
}

/** Selects the key. JWT_JWKS_URL takes precedence over JWT_SECRET and disables HS256. */
export function tokenKeys(settings: TokenSettings): TokenKeys {
  const { JWT_SECRET, JWT_JWKS_URL } = settings;
  const expected = {
    audience: settings.JWT_AUDIENCE,
    issuer: settings.JWT_ISSUER,
    claims: {
      subjectClaim: settings.JWT_SUBJECT_CLAIM ?? STANDARD_CLAIMS.subjectClaim,
      rolesClaims: settings.JWT_ROLES_CLAIM ?? STANDARD_CLAIMS.rolesClaims,
      roleMap: settings.JWT_ROLE_MAP,
      defaultRole: settings.JWT_DEFAULT_ROLE,
    },
  };
  if (JWT_JWKS_URL !== undefined) {
    return { key: remoteKeySet(new URL(JWT_JWKS_URL)), algorithms: ['RS256', 'ES256'], ...expected };
  }
  // Imported once; given bytes, `jose` would import them for every token.
  const bytes = new TextEncoder().encode(JWT_SECRET ?? LOCAL_JWT_SECRET);
  const secret = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  return { key: () => secret, algorithms: ['HS256'], ...expected };
}
