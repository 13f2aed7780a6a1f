import type { JWTPayload } from 'jose';
import { knownRoles, type Role, type User } from './user.js';
import { uuidV5 } from '../../domains/uuid-v5.js';

/** The namespace of URLs, from RFC 9562. */
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** Which claims hold the subject and the roles, and what the roles map to. */
export interface ClaimSettings {
  /** Name or path of the claim with the subject. */
  readonly subjectClaim: string;
  /** Names or paths of the claims with roles; their roles are combined. */
  readonly rolesClaims: readonly string[];
  /** From the provider's names to roles of this service; without it, the names are the roles. */
  readonly roleMap?: ReadonlyMap<string, Role> | undefined;
  /** The role of a token that has none of the known roles. */
  readonly defaultRole?: Role | undefined;
}

export const STANDARD_CLAIMS: ClaimSettings = { subjectClaim: 'sub', rolesClaims: ['roles'] };

/** The claims do not identify a user. The message says which claim is wrong. */
export class ClaimError extends Error {
  override readonly name = 'ClaimError';
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const MAX_SUBJECT_LENGTH = 255;

/** @throws ClaimError */
export function userFromClaims(claims: JWTPayload, settings: ClaimSettings): User {
  return { id: userId(claims, settings.subjectClaim), roles: userRoles(claims, settings) };
}

/** A subject that is not a UUID becomes one. It is unique only within its issuer, so both are part of the name. */
function userId(claims: JWTPayload, claim: string): string {
  const subject = claimAt(claims, claim);
  if (typeof subject !== 'string' || subject === '' || subject.length > MAX_SUBJECT_LENGTH)
    throw new ClaimError(`The token needs "${claim}", text of up to ${MAX_SUBJECT_LENGTH} characters.`);
  if (UUID.test(subject)) return subject.toLowerCase();
  const { iss } = claims;
  if (typeof iss !== 'string' || iss === '')
    throw new ClaimError(`The token needs "${claim}", a UUID, or "iss", from which the UUID of a subject is derived.`);
  return uuidV5(uuidV5(URL_NAMESPACE, iss), subject);
}

function userRoles(claims: JWTPayload, { rolesClaims, roleMap, defaultRole }: ClaimSettings): ReadonlySet<Role> {
  const values = rolesClaims.map((claim) => ({ claim, value: claimAt(claims, claim) }));
  const names = values.flatMap(({ claim, value }) => (value === undefined ? [] : roleNames(claim, value)));
  if (values.every(({ value }) => value === undefined) && defaultRole === undefined)
    throw new ClaimError(`The token needs ${rolesClaims.map((claim) => `"${claim}"`).join(' or ')}, the user's roles.`);
  const roles = knownRoles(roleMap ? names.flatMap((name) => roleMap.get(name) ?? []) : names);
  return roles.size === 0 && defaultRole !== undefined ? new Set([defaultRole]) : roles;
}

/** A list of names, or text with names separated by spaces, as in the claim `scope` of OAuth. */
function roleNames(claim: string, value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(' ').filter((name) => name !== '');
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value;
  throw new ClaimError(`The claim "${claim}" must be an array of strings or one string.`);
}

/**
 * Finds a claim by its name, or by the names on the way to it, separated by dots. A name may itself contain dots, as in
 * `https://shop.example/roles`.
 */
function claimAt(claims: unknown, path: string): unknown {
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) return undefined;
  const own = (name: string) => (Object.hasOwn(claims, name) ? (claims as Record<string, unknown>)[name] : undefined);
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const value = own(path.slice(0, end));
    const found = end === path.length ? value : claimAt(value, path.slice(end + 1));
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}
