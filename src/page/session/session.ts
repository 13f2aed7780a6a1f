import { createOrdersClient, type OrdersClient } from '../client.js';
import { randomId } from '../ui/random-id.js';
import { decodeClaims, type Claims, type Role } from './claims.js';
import { requestLocalToken } from './page-routes.js';

/** The signed-in user and their client of the API. */
export interface Session extends Claims {
  readonly client: OrdersClient;
}

const USER_KEY = 'durable-orders.user';
const ROLE_KEY = 'durable-orders.role';
const TOKEN_KEY = 'durable-orders.token';

/**
 * Signs in with the local stack. The user id stays the same on each visit of this browser.
 *
 * @throws ApiError
 */
export async function signInLocally(role: Role): Promise<Session> {
  const userId = localUserId();
  localStorage.setItem(ROLE_KEY, role);
  return { userId, roles: [role], client: createClient(await requestLocalToken(userId, role)) };
}

/** Returns the role in which this browser last signed in locally. */
export function lastRole(): Role {
  return localStorage.getItem(ROLE_KEY) === 'operator' ? 'operator' : 'customer';
}

/**
 * Signs in with a token and stores it until the tab is closed.
 *
 * @returns undefined when the token is not a JWT with the claims that the API needs
 */
export function createSession(token: string): Session | undefined {
  const claims = decodeClaims(token);
  if (!claims) return undefined;
  sessionStorage.setItem(TOKEN_KEY, token);
  return { ...claims, client: createClient(token) };
}

/** Restores the session of the stored token. */
export function storedSession(): Session | undefined {
  const token = sessionStorage.getItem(TOKEN_KEY);
  return token === null ? undefined : createSession(token);
}

export function clearToken(): void {
  sessionStorage.removeItem(TOKEN_KEY);
}

/** The API serves the page, so its URLs are relative. */
function createClient(token: string): OrdersClient {
  return createOrdersClient({ baseUrl: '', token });
}

function localUserId(): string {
  const stored = localStorage.getItem(USER_KEY);
  if (stored !== null) return stored;
  const created = randomId();
  localStorage.setItem(USER_KEY, created);
  return created;
}
