export type Role = 'customer' | 'operator';

export interface Claims {
  readonly userId: string;
  readonly roles: readonly Role[];
}

/**
 * Reads the claims of a JWT without verifying it; the API verifies it on every request.
 *
 * @returns undefined when the token is not a JWT with a `sub` and `roles`
 */
export function decodeClaims(token: string): Claims | undefined {
  const [, payload = ''] = token.split('.');
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return hasSubjectAndRoles(claims) ? { userId: claims.sub, roles: claims.roles.filter(isRole) } : undefined;
  } catch {
    return undefined;
  }
}

export function canOrder({ roles }: Claims): boolean {
  return roles.includes('customer');
}

export function canOperate({ roles }: Claims): boolean {
  return roles.includes('operator');
}

function hasSubjectAndRoles(claims: unknown): claims is { sub: string; roles: unknown[] } {
  const { sub, roles } = claims as Record<string, unknown>;
  return typeof sub === 'string' && Array.isArray(roles);
}

function isRole(role: unknown): role is Role {
  return role === 'customer' || role === 'operator';
}
