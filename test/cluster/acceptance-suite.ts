import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execFileAsync } from '../../src/process/child-process.js';
import { signToken } from '../../src/local/sign-token.js';
import { addressOf } from './native-services.js';
import { temporalEnvironment } from './application.js';
import { readSecret, type ClusterContext } from './cluster-context.js';

const JEST = fileURLToPath(new URL('../../node_modules/jest/bin/jest.js', import.meta.url));
/** Longer than the duration of the suite. */
const TOKEN_TTL_SECONDS = 3_600;

/** The result of the acceptance suite. */
export interface AcceptanceResult {
  readonly passed: number;
  readonly failed: number;
  /** Names of the failed tests. */
  readonly failures: readonly string[];
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Runs the unchanged acceptance suite against the API and Temporal of the cluster. */
export async function runAcceptanceSuite(context: ClusterContext, signal: AbortSignal): Promise<AcceptanceResult> {
  const baseUrl = `http://${addressOf(context.addresses, 'api', 3000)}`;
  const jwtSecret = readSecret(context, 'jwt-secret');
  const operator = await signToken(jwtSecret, {
    userId: randomUUID(),
    role: 'operator',
    expiresInSeconds: TOKEN_TTL_SECONDS,
  });
  const file = path.join(context.folder, 'acceptance.json');
  const env = {
    ...process.env,
    ...{ BASE_URL: baseUrl, JWT_SECRET: jwtSecret },
    // Payloads are encrypted: replays use the keys, and the CLI uses the codec endpoint of the API.
    ...temporalEnvironment(context),
    ...{ TEMPORAL_CODEC_ENDPOINT: `${baseUrl}/codec`, TEMPORAL_CODEC_AUTH: `Bearer ${operator}` },
  };
  // Jest exits with 1 when a test fails; the report has the details.
  await execFileAsync(process.execPath, [JEST, '--json', '--outputFile', file], { env, signal }).catch(() =>
    signal.throwIfAborted(),
  );
  const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  const failures = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed');
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    failures: failures.map(({ fullName }) => fullName),
  };
}
