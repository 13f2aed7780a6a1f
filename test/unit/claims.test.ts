import type { JWTPayload } from 'jose';
import { describe, expect, it } from 'vitest';
import { tokenKeys } from '../../src/api/auth/token-keys.js';
import { STANDARD_CLAIMS, userFromClaims } from '../../src/api/auth/claims.js';
import { uuidV5 } from '../../src/domains/uuid-v5.js';
import { readConfig } from '../../src/config/config.js';

const UUID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

function userOf(claims: JWTPayload, environment: Readonly<Record<string, string>>) {
  const names = ['JWT_SUBJECT_CLAIM', 'JWT_ROLES_CLAIM', 'JWT_ROLE_MAP', 'JWT_DEFAULT_ROLE'] as const;
  return userFromClaims(claims, tokenKeys(readConfig(names, environment)).claims ?? STANDARD_CLAIMS);
}

const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
const derived = (issuer: string, subject: string) => uuidV5(uuidV5(URL_NAMESPACE, issuer), subject);

/** Tokens as the providers issue them: the claims, the settings that fit, and the user that results. */
const PROVIDERS: Readonly<Record<string, [JWTPayload, Record<string, string>, { id: string; roles: string[] }]>> = {
  'Auth0, with permissions': [
    { iss: 'https://shop.eu.auth0.com/', sub: 'auth0|64f1c0ffee', scope: 'openid', permissions: ['manage:orders'] },
    { JWT_ROLES_CLAIM: 'permissions', JWT_ROLE_MAP: 'manage:orders=operator,place:orders=customer' },
    { id: derived('https://shop.eu.auth0.com/', 'auth0|64f1c0ffee'), roles: ['operator'] },
  ],
  'Auth0, with a namespaced claim': [
    { iss: 'https://shop.eu.auth0.com/', sub: 'google-oauth2|1', 'https://shop.example/roles': ['customer'] },
    { JWT_ROLES_CLAIM: 'https://shop.example/roles' },
    { id: derived('https://shop.eu.auth0.com/', 'google-oauth2|1'), roles: ['customer'] },
  ],
  'Keycloak, with realm roles': [
    { iss: 'https://id.example/realms/shop', sub: UUID, realm_access: { roles: ['offline_access', 'shop-admin'] } },
    { JWT_ROLES_CLAIM: 'realm_access.roles', JWT_ROLE_MAP: 'shop-admin=operator' },
    { id: UUID, roles: ['operator'] },
  ],
  'Keycloak, with roles of a client whose id has dots': [
    {
      iss: 'https://id.example/realms/shop',
      sub: UUID,
      resource_access: { 'orders.example': { roles: ['operator'] } },
    },
    { JWT_ROLES_CLAIM: 'resource_access.orders.example.roles' },
    { id: UUID, roles: ['operator'] },
  ],
  Entra: [
    {
      iss: 'https://login.microsoftonline.com/t/v2.0',
      sub: 'AAAAAx',
      oid: UUID.toUpperCase(),
      roles: ['Orders.Manage'],
    },
    { JWT_SUBJECT_CLAIM: 'oid', JWT_ROLE_MAP: 'Orders.Manage=operator' },
    { id: UUID, roles: ['operator'] },
  ],
  Clerk: [
    {
      iss: 'https://clerk.shop.example',
      sub: 'user_2abc',
      azp: 'https://shop.example',
      metadata: { role: 'customer' },
    },
    { JWT_ROLES_CLAIM: 'metadata.role' },
    { id: derived('https://clerk.shop.example', 'user_2abc'), roles: ['customer'] },
  ],
  'Supabase, where every user is a customer': [
    { iss: 'https://x.supabase.co/auth/v1', sub: UUID, role: 'authenticated', app_metadata: { provider: 'email' } },
    { JWT_ROLES_CLAIM: 'app_metadata.roles', JWT_DEFAULT_ROLE: 'customer' },
    { id: UUID, roles: ['customer'] },
  ],
  'OAuth scopes': [
    { iss: 'https://id.example', sub: UUID, scope: 'openid orders:manage orders:place' },
    { JWT_ROLES_CLAIM: 'roles,scope', JWT_ROLE_MAP: 'orders:manage=operator, orders:place=customer' },
    { id: UUID, roles: ['customer', 'operator'] },
  ],
};

describe('a token of', () => {
  it.each(Object.entries(PROVIDERS))('%s identifies its user', (_, [claims, environment, { id, roles }]) => {
    expect(userOf(claims, environment)).toEqual({ id, roles: new Set(roles) });
  });
});

describe('the user', () => {
  it('has the same id for the same subject and issuer only', () => {
    const idOf = (iss: string, sub: string) => userOf({ iss, sub, roles: [] }, {}).id;
    expect(idOf('https://a.example', 'me')).toBe(idOf('https://a.example', 'me'));
    expect(idOf('https://a.example', 'me')).not.toBe(idOf('https://b.example', 'me'));
    expect(idOf('https://a.example', 'me')).not.toBe(idOf('https://a.example', 'you'));
  });

  it('has the UUID that RFC 9562 derives', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('has no role that the map does not name', () => {
    expect(userOf({ sub: UUID, roles: ['operator', 'admin'] }, { JWT_ROLE_MAP: 'admin=customer' }).roles).toEqual(
      new Set(['customer']),
    );
  });

  it('has the default role only without a known role', () => {
    const environment = { JWT_DEFAULT_ROLE: 'customer' };
    expect(userOf({ sub: UUID, roles: ['operator'] }, environment).roles).toEqual(new Set(['operator']));
    expect(userOf({ sub: UUID, roles: ['admin'] }, environment).roles).toEqual(new Set(['customer']));
    expect(userOf({ sub: UUID }, environment).roles).toEqual(new Set(['customer']));
  });
});

it.each<[string, JWTPayload, Record<string, string>, RegExp]>([
  ['no subject', { roles: [] }, {}, /"sub"/],
  ['an empty subject', { sub: '', roles: [] }, {}, /"sub"/],
  ['a subject that is a number', { sub: 7 as unknown as string, roles: [] }, {}, /"sub"/],
  ['a subject that is too long', { sub: 'x'.repeat(256), iss: 'i', roles: [] }, {}, /"sub"/],
  ['no issuer for its subject', { sub: 'me', roles: [] }, {}, /"iss"/],
  ['no roles', { sub: UUID }, { JWT_ROLES_CLAIM: 'realm_access.roles' }, /"realm_access.roles"/],
  ['roles that are a number', { sub: UUID, roles: 1 }, {}, /"roles"/],
  ['roles that inherit', { sub: UUID }, { JWT_ROLES_CLAIM: 'constructor.name' }, /"constructor.name"/],
])('rejects a token with %s', (_, claims, environment, message) => {
  expect(() => userOf(claims, environment)).toThrow(message);
});
