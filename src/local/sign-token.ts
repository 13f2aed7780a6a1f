import { SignJWT } from 'jose';

type Role = 'customer' | 'operator';

export interface TokenClaims {
  readonly userId: string;
  readonly role: Role;
  /** Seconds from now; negative for a token that has expired. */
  readonly expiresInSeconds?: number;
}

const WEEK_SECONDS = 7 * 24 * 3600;

/** Signs a bearer token (HS256), as the identity provider of the local stack. By default it is valid for a week. */
export function signToken(secret: string, claims: TokenClaims): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ roles: [claims.role] })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(claims.userId)
    .setIssuedAt(now)
    .setExpirationTime(now + (claims.expiresInSeconds ?? WEEK_SECONDS))
    .sign(new TextEncoder().encode(secret));
}
