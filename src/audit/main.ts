import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { readConfig } from '../config/config.js';
import { readTemporalSettings } from '../temporal/settings.js';
import { audit } from './audit.js';
import { INVARIANTS } from './invariants/index.js';
import { formatFindings } from './report.js';
import { listRuns } from './temporal-runs.js';

const USAGE = 'usage: npm run --silent audit -- [--settled] [--json]';

try {
  const { values } = parseArgs({ options: { settled: { type: 'boolean' }, json: { type: 'boolean' } } });
  const findings = await run(values.settled ?? false);
  process.stdout.write(values.json ? `${JSON.stringify(findings, null, 2)}\n` : formatFindings(findings));
  process.exitCode = findings.some(({ violations }) => violations > 0) ? 1 : 0;
} catch (error) {
  // An audit that could not be made is none that found something: whatever it was, it is told apart.
  process.stderr.write(`${errorMessage(error)}\n`);
  process.exitCode = 2;
}

async function run(settled: boolean) {
  const { DATABASE_URL, GATEWAY_DATABASE_URL, PAYMENT_GATEWAY } = readConfig([
    'DATABASE_URL',
    'GATEWAY_DATABASE_URL',
    'PAYMENT_GATEWAY',
  ]);
  const { connectionOptions, namespace, dataConverter } = readTemporalSettings();
  const connection = await Connection.connect(connectionOptions).catch((error: unknown) => {
    throw new Error(`TEMPORAL_ADDRESS: Temporal could not be reached: ${errorMessage(error)}`);
  });
  try {
    const client = new Client({
      connection,
      ...(namespace !== undefined && { namespace }),
      ...(dataConverter && { dataConverter }),
    });
    return await audit({
      databaseUrl: DATABASE_URL,
      // Another provider's books are not in a database of ours.
      ...(PAYMENT_GATEWAY === 'simulated' && { gatewayDatabaseUrl: GATEWAY_DATABASE_URL ?? DATABASE_URL }),
      listRuns: () => listRuns(client),
      invariants: INVARIANTS,
      settled,
    });
  } finally {
    await connection.close();
  }
}

function errorMessage(error: unknown): string {
  if (error instanceof TypeError && 'code' in error) return `${error.message.split('\n')[0]} (${USAGE})`;
  if (error instanceof AggregateError && !error.message) return errorMessage(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
