import { Client } from '../client/client.js';

export type Role = 'customer' | 'operator';

/** Who is signed in, and how they call the API. */
export interface Session {
  readonly userId: string;
  readonly roles: readonly Role[];
  readonly client: Client;
}

const USER_KEY = 'durable-orders.user';
const ROLE_KEY = 'durable-orders.role';
const TOKEN_KEY = 'durable-orders.token';

/** Signs in with the local stack, which believes whoever asks; the customer is the same on each visit of this browser. */
export async function signInLocally(role: Role): Promise<Session> {
  const userId = localUserId();
  localStorage.setItem(ROLE_KEY, role);
  const { token } = await new Client().call<{ token: string }>('/page/token', {
    method: 'POST',
    body: { user_id: userId, role },
  });
  return { userId, roles: [role], client: new Client(token) };
}

/** The role in which this browser was last signed in locally. */
export function lastRole(): Role {
  return localStorage.getItem(ROLE_KEY) === 'operator' ? 'operator' : 'customer';
}

/** The session of a token, kept until the tab is closed; undefined when it is no token that the API could accept. */
export function createSession(token: string): Session | undefined {
  const claims = decodeClaims(token);
  if (!claims) return undefined;
  sessionStorage.setItem(TOKEN_KEY, token);
  return { userId: claims.sub, roles: claims.roles.filter(isRole), client: new Client(token) };
}

/** The session of the token that was kept. */
export function storedSession(): Session | undefined {
  const token = sessionStorage.getItem(TOKEN_KEY);
  return token === null ? undefined : createSession(token);
}

export function clearToken(): void {
  sessionStorage.removeItem(TOKEN_KEY);
}

export function canOrder({ roles }: Session): boolean {
  return roles.includes('customer');
}

export function canOperate({ roles }: Session): boolean {
  return roles.includes('operator');
}

interface Claims {
  readonly sub: string;
  readonly roles: readonly string[];
}

/** Read to show who is signed in; whether the token is any good is for the API to say. */
function decodeClaims(token: string): Claims | undefined {
  const [, payload = ''] = token.split('.');
  try {
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as Partial<Claims>;
    return typeof claims.sub === 'string' && Array.isArray(claims.roles) ? (claims as Claims) : undefined;
  } catch {
    return undefined;
  }
}

function isRole(role: string): role is Role {
  return role === 'customer' || role === 'operator';
}

function localUserId(): string {
  const stored = localStorage.getItem(USER_KEY);
  if (stored !== null) return stored;
  const created = randomId();
  localStorage.setItem(USER_KEY, created);
  return created;
}

/** A uuid of version 4; `crypto.randomUUID` is missing where the page was not loaded over https or from this machine. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
