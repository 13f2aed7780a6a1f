import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { signToken } from '../../../src/local/sign-token.js';
import { execFileAsync } from '../../../src/process/child-process.js';
import { PROCESSES, WORKERS } from '../../../src/process/processes.js';
import type { Shop } from './shop.js';
import { eventually, type Stack } from './stack.js';

const JEST = fileURLToPath(new URL('../../../node_modules/jest/bin/jest.js', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

/** Services that are killed. A dead one must come back by its restart policy, without an operator. */
const KILLED = [
  'postgres',
  'history',
  'matching',
  'frontend',
  ...WORKERS.map((name) => PROCESSES[name].service),
  'gateway',
  'api',
];

/** Waits until the API reports that orders can be placed. */
export async function waitUntilReady(stack: Stack): Promise<void> {
  await eventually('/readyz reports ready, also for the workers', async () => {
    const report = (await (await fetch(`${stack.baseUrl}/readyz`)).json()) as {
      ready: boolean;
      parts: { workers: string };
    };
    return report.ready && report.parts.workers === 'ready' ? true : undefined;
  });
}

/** Runs the tools that operators use with `docker compose run`. */
export async function useTools(stack: Stack): Promise<string> {
  const seeded = await stack.compose('run', '--rm', '--no-TTY', 'seed');
  const token = (
    await stack.compose('run', '--rm', '--no-TTY', 'token', '--user', randomUUID(), '--role', 'operator')
  ).trim();
  const products = await fetch(`${stack.baseUrl}/v1/products`, { headers: { authorization: `Bearer ${token}` } });
  const { data } = (await products.json()) as { data: unknown[] };
  if (data.length === 0) throw new Error('There are no products after the catalogue was seeded.');
  return seeded.trim();
}

/** Runs the acceptance suite, unchanged. */
export async function acceptance(stack: Stack, folder: string): Promise<string> {
  const jwtSecret = stack.secret('jwt-secret');
  const operator = await signToken(jwtSecret, { userId: randomUUID(), role: 'operator', expiresInSeconds: 3_600 });
  const file = path.join(folder, 'acceptance.json');
  const env = {
    ...process.env,
    ...{ BASE_URL: stack.baseUrl, JWT_SECRET: jwtSecret },
    ...{ TEMPORAL_ADDRESS: 'localhost:7233', TEMPORAL_NAMESPACE: 'default' },
    TEMPORAL_PAYLOAD_KEYS: stack.secret('temporal-payload-keys'),
    ...{ TEMPORAL_CODEC_ENDPOINT: `${stack.baseUrl}/codec`, TEMPORAL_CODEC_AUTH: `Bearer ${operator}` },
  };
  // Jest exits with 1 when a test fails; the report has the details.
  await execFileAsync(process.execPath, [JEST, '--json', '--outputFile', file], { env, cwd: REPOSITORY }).catch(
    () => undefined,
  );
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numRuntimeErrorTestSuites: number;
    testResults: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[];
  };
  const failures = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map((one) => `${one.fullName}: ${one.failureMessages[0]}`),
  );
  if (report.numFailedTests + report.numRuntimeErrorTestSuites > 0 || report.numPassedTests === 0)
    throw new Error(`${report.numFailedTests} tests failed:\n${failures.join('\n')}`);
  return `${report.numPassedTests} passed`;
}

/** Kills the main process of each service, as a crash does, and places an order after each. */
export async function kill(stack: Stack, shop: Shop): Promise<string> {
  for (const service of KILLED) {
    const [victim] = await stack.containersOf(service);
    if (!victim) throw new Error(`There is no container of ${service}.`);
    process.kill(victim.pid, 'SIGKILL');
    await eventually(`${service} runs again`, async () => {
      const [now] = await stack.containersOf(service);
      return now !== undefined && now.startedAt !== victim.startedAt ? true : undefined;
    });
    await waitUntilReady(stack);
    await eventually('an order is confirmed', () => shop.confirm());
  }
  return `${KILLED.length} services`;
}

/** Changes a password as the README says. */
export async function changePassword(stack: Stack, shop: Shop): Promise<void> {
  await stack.changeSecret('api-database-url', (url) =>
    url.replace(/:[^:@]+@/, `:${randomUUID().replaceAll('-', '')}@`),
  );
  await stack.compose('--profile', 'cluster', '--profile', 'app', 'up', '--detach', '--wait');
  await stack.compose('--profile', 'app', 'restart', 'api');
  await waitUntilReady(stack);
  await shop.confirm();
}

/** What the audit found about an invariant. */
export interface Finding {
  readonly id: string;
  readonly checked: number | null;
  readonly violations: number;
  readonly offenders: readonly Readonly<Record<string, string>>[];
}

/** Runs the audit. */
export async function readFindings(stack: Stack): Promise<Finding[]> {
  // Exit code 1 means violations.
  const output = await stack.command('sh', '-c', 'docker compose run --rm --no-TTY audit --all --json || [ $? = 1 ]');
  return JSON.parse(output) as Finding[];
}

/** Audits when nothing is in flight any more. @throws with the violations */
export async function audit(stack: Stack): Promise<string> {
  // A payment event may still be on its way.
  await sleep(5_000);
  const findings = await readFindings(stack);
  const broken = findings.filter(({ violations, checked }) => violations > 0 || checked === null);
  if (broken.length > 0) throw new Error(`The audit found violations: ${JSON.stringify(broken)}`);
  return `${findings.length} invariants, 0 violations`;
}
