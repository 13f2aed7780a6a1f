const ROLES = ['customer', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** The caller, from the access token. */
export interface User {
  /** UUID in lower case. */
  readonly id: string;
  readonly roles: ReadonlySet<Role>;
}

/**
 * Who may call a route. `owner_or_operator` admits every role; the handler limits customers to their own resources.
 */
export type Access = 'anyone' | 'customer' | 'operator' | 'owner_or_operator';

export function isOperator(user: User): boolean {
  return user.roles.has('operator');
}

/** Drops unknown roles: the token may also be for other systems. */
export function knownRoles(names: readonly string[]): ReadonlySet<Role> {
  return new Set(ROLES.filter((role) => names.includes(role)));
}

export function hasAccess(user: User, access: Exclude<Access, 'anyone'>): boolean {
  return access === 'owner_or_operator' ? user.roles.size > 0 : user.roles.has(access);
}
