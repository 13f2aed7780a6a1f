import { unwrap } from '../client.js';
import type { Claims, Role } from './claims.js';

/** How the page signs users in with an identity provider. */
export interface OidcSettings {
  readonly issuer: string;
  readonly client_id: string;
  /** Space-separated scopes. */
  readonly scope: string;
  /** The API for which the provider issues the access token (RFC 8707), if the provider asks for it. */
  readonly resource: string | null;
}

/** The response of `/page/config.json`. */
export interface PageConfig {
  readonly payment_gateway: 'simulated' | 'stripe';
  /** Whether `/page/token` issues a token to anyone, as it does on the local stack. */
  readonly local_sign_in: boolean;
  /** Null when no identity provider is configured. */
  readonly oidc: OidcSettings | null;
}

const TIMEOUT_MS = 15_000;

/** @throws ApiError */
export async function fetchPageConfig(): Promise<PageConfig> {
  return (await unwrap(fetchJson('/page/config.json'))) as PageConfig;
}

/**
 * Requests a token from the local stack.
 *
 * @throws ApiError
 */
export async function requestLocalToken(userId: string, role: Role): Promise<string> {
  const request = fetchJson('/page/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user_id: userId, role }),
  });
  return ((await unwrap(request)) as { token: string }).token;
}

/**
 * Returns whom a token belongs to. Only the API knows which of its claims hold the user and the roles.
 *
 * @throws ApiError when the API does not accept the token
 */
export async function fetchUser(token: string): Promise<Claims> {
  const request = fetchJson('/page/user', { headers: { Authorization: `Bearer ${token}` } });
  const user = (await unwrap(request)) as { user_id: string; roles: Role[] };
  return { userId: user.user_id, roles: user.roles };
}

/** These routes are not part of the API, so its client does not know them. */
async function fetchJson(path: string, init?: RequestInit) {
  const response = await fetch(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const body: unknown = await response.json().catch(() => undefined);
  return response.ok ? { data: body, response } : { error: body, response };
}
