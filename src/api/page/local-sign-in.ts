import { SignJWT } from 'jose';
import { LOCAL_JWT_SECRET } from '../../config/config.js';

/** How tokens of the local stack are signed. */
export interface LocalSigner {
  readonly secret: string;
  readonly audience: string | undefined;
  readonly issuer: string | undefined;
}

interface TokenSettings {
  readonly JWT_SECRET?: string | undefined;
  readonly JWT_JWKS_URL?: string | undefined;
  readonly JWT_AUDIENCE?: string | undefined;
  readonly JWT_ISSUER?: string | undefined;
}

const TOKEN_LIFETIME = '12h';

/** Undefined unless the API verifies tokens with the public secret of the local stack. */
export function localSigner(settings: TokenSettings): LocalSigner | undefined {
  const { JWT_SECRET = LOCAL_JWT_SECRET, JWT_JWKS_URL, JWT_AUDIENCE: audience, JWT_ISSUER: issuer } = settings;
  if (JWT_JWKS_URL !== undefined || JWT_SECRET !== LOCAL_JWT_SECRET) return undefined;
  return { secret: JWT_SECRET, audience, issuer };
}

/** Signs an HS256 token that the API accepts. */
export function signLocalToken(
  { secret, audience, issuer }: LocalSigner,
  userId: string,
  role: 'customer' | 'operator',
): Promise<string> {
  const token = new SignJWT({ roles: [role] }).setProtectedHeader({ alg: 'HS256' }).setSubject(userId);
  if (audience !== undefined) token.setAudience(audience);
  if (issuer !== undefined) token.setIssuer(issuer);
  return token.setIssuedAt().setExpirationTime(TOKEN_LIFETIME).sign(new TextEncoder().encode(secret));
}
