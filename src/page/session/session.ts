import { createOrdersClient, type OrdersClient } from '../client.js';
import { browserEnvironment } from '../follow/environment.js';
import { OrderFollower } from '../follow/follower.js';
import { createPageFetch } from '../ui/page-fetch.js';
import { randomId } from '../ui/random-id.js';
import type { Claims, Role } from './claims.js';
import { fetchUser, requestLocalToken } from './page-routes.js';

/** The signed-in user and their client of the API. */
export interface Session extends Claims {
  readonly client: OrdersClient;
  /** Follows orders for all tabs of the session. */
  readonly follower: OrderFollower;
}

const USER_KEY = 'durable-orders.user';
const ROLE_KEY = 'durable-orders.role';
const TOKEN_KEY = 'durable-orders.token';

/**
 * Signs in with the local stack, which renews an expired token unasked. The user id stays the same on each visit of this browser.
 *
 * @throws ApiError
 */
export async function signInLocally(role: Role): Promise<Session> {
  const userId = localUserId();
  localStorage.setItem(ROLE_KEY, role);
  let token = await requestLocalToken(userId, role);
  const renewToken = async () => (token = await requestLocalToken(userId, role));
  return openSession(
    { userId, roles: [role] },
    () => token,
    createPageFetch({ renewToken, onSessionEnd: () => undefined }),
  );
}

/** Returns the role in which this browser last signed in locally. */
export function lastRole(): Role {
  return localStorage.getItem(ROLE_KEY) === 'operator' ? 'operator' : 'customer';
}

/**
 * Signs in with a token and stores it until the tab is closed.
 *
 * @param onEnd - called when the API no longer accepts the token
 * @throws ApiError when the API does not accept it
 */
export async function signInWithToken(token: string, onEnd: () => void): Promise<Session> {
  const claims = await fetchUser(token);
  sessionStorage.setItem(TOKEN_KEY, token);
  const onSessionEnd = () => {
    clearToken();
    onEnd();
  };
  return openSession(claims, () => token, createPageFetch({ onSessionEnd }));
}

/** The token of this tab, if any. */
export function storedToken(): string | undefined {
  return sessionStorage.getItem(TOKEN_KEY) ?? undefined;
}

export function clearToken(): void {
  sessionStorage.removeItem(TOKEN_KEY);
}

/** The API serves the page. */
function openSession(claims: Claims, token: () => string, fetch: (request: Request) => Promise<Response>): Session {
  const client = createOrdersClient({ baseUrl: location.origin, token, fetch });
  const name = `${claims.userId}.${claims.roles.join('+')}`;
  return { ...claims, client, follower: new OrderFollower(client, browserEnvironment(name)) };
}

function localUserId(): string {
  const stored = localStorage.getItem(USER_KEY);
  if (stored !== null) return stored;
  const created = randomId();
  localStorage.setItem(USER_KEY, created);
  return created;
}
