import { unwrap } from '../client.js';
import type { Role } from './claims.js';

/** The response of `/page/config.json`. */
export interface PageConfig {
  readonly payment_gateway: 'simulated' | 'stripe';
  /** Whether `/page/token` issues a token to anyone, as it does on the local stack. */
  readonly local_sign_in: boolean;
}

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

/** These two routes are not part of the API, so its client does not know them. */
async function fetchJson(path: string, init?: RequestInit) {
  const response = await fetch(path, init);
  const body: unknown = await response.json().catch(() => undefined);
  return response.ok ? { data: body, response } : { error: body, response };
}
