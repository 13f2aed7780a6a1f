import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { signToken } from '../../src/local/sign-token.js';

export function customerToken(userId: string = randomUUID()): Promise<string> {
  return signToken(LOCAL_JWT_SECRET, { userId, role: 'customer' });
}

export function operatorToken(userId: string = randomUUID()): Promise<string> {
  return signToken(LOCAL_JWT_SECRET, { userId, role: 'operator' });
}

/** Signs a valid token with any roles, which `npm run token` does not. */
export function tokenWithRoles(roles: readonly string[], secret = LOCAL_JWT_SECRET): Promise<string> {
  return new SignJWT({ roles })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(randomUUID())
    .setExpirationTime('2h')
    .sign(new TextEncoder().encode(secret));
}
