const ROLES = ['customer', 'operator'] as const;
type Role = (typeof ROLES)[number];

/** Who is asking, as their access token says. */
export interface User {
  /** uuid, lower case. */
  readonly id: string;
  readonly roles: ReadonlySet<Role>;
}

/**
 * Who may call a route. `owner_or_operator`: anybody with a role gets in, and the handler shows a customer nothing but
 * their own.
 */
export type Access = 'anyone' | 'customer' | 'operator' | 'owner_or_operator';

export function isOperator(user: User): boolean {
  return user.roles.has('operator');
}

/** Roles of other systems that share the token are not ours to judge. */
export function knownRoles(names: readonly string[]): ReadonlySet<Role> {
  return new Set(ROLES.filter((role) => names.includes(role)));
}

export function hasAccess(user: User, access: Exclude<Access, 'anyone'>): boolean {
  return access === 'owner_or_operator' ? user.roles.size > 0 : user.roles.has(access);
}
