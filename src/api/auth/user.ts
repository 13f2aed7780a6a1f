import type { Scope } from '../../domains/access/scopes.js';

const ROLES = ['customer', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** The caller, from the access token or the API key. */
export interface User {
  /** UUID in lower case. */
  readonly id: string;
  readonly roles: ReadonlySet<Role>;
  /** What an API key may do. Undefined for the user of an access token, whose roles decide alone. */
  readonly scopes?: ReadonlySet<Scope>;
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

/** @param scope - of the route; undefined when it accepts access tokens only */
export function hasScope({ scopes }: User, scope: Scope | undefined): boolean {
  return scopes === undefined || (scope !== undefined && scopes.has(scope));
}
