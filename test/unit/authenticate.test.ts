import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAuthenticator } from '../../src/api/auth/authenticate.js';
import { Problem } from '../../src/api/http/problem.js';
import { signToken } from '../../src/local/sign-token.js';

const SECRET = 's'.repeat(32);
const secret = new TextEncoder().encode(SECRET);
const replacement = new TextEncoder().encode('w'.repeat(32));
const userId = randomUUID();
let current: Uint8Array;
let checks: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  [current, checks] = [secret, 0];
});
afterEach(() => vi.useRealTimers());

const createTestAuthenticator = () =>
  createAuthenticator({
    algorithms: ['HS256'],
    key: () => {
      checks += 1;
      return current;
    },
  });

async function bearer(expiresInSeconds: number): Promise<string> {
  return `Bearer ${await signToken(SECRET, { userId, role: 'customer', expiresInSeconds })}`;
}

it('verifies a token once per minute', async () => {
  const [authenticateHeader, token] = [createTestAuthenticator(), await bearer(3_600)];
  const first = await authenticateHeader(token);
  expect(first).toEqual({ id: userId, roles: new Set(['customer']) });
  vi.advanceTimersByTime(59_000);
  expect(await authenticateHeader(token)).toEqual(first);
  expect(checks).toBe(1);
  vi.advanceTimersByTime(2_000);
  expect(await authenticateHeader(token)).toEqual(first);
  expect(checks).toBe(2);
});

it('accepts a token for up to a minute after its key was replaced', async () => {
  const [authenticateHeader, token] = [createTestAuthenticator(), await bearer(3_600)];
  await authenticateHeader(token);
  current = replacement;
  await authenticateHeader(token);
  vi.advanceTimersByTime(60_001);
  await expect(authenticateHeader(token)).rejects.toThrow(/signature/);
});

it('rejects a verified token once it has expired by more than the clocks may differ', async () => {
  const [authenticateHeader, token] = [createTestAuthenticator(), await bearer(10)];
  await authenticateHeader(token);
  vi.advanceTimersByTime(39_000);
  await authenticateHeader(token);
  vi.advanceTimersByTime(1_000);
  await expect(authenticateHeader(token)).rejects.toThrow(/has expired/);
});

it('verifies a rejected token again', async () => {
  const [authenticateHeader, token] = [createTestAuthenticator(), await bearer(3_600)];
  current = replacement;
  await expect(authenticateHeader(token)).rejects.toThrow(Problem);
  current = secret;
  await expect(authenticateHeader(token)).resolves.toMatchObject({ id: userId });
});
