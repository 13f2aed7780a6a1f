import { Client, Connection } from '@temporalio/client';
import { readConfig } from '../config/config.js';
import { switchFlag } from '../process/flag-types.js';
import { readFlags } from '../process/flags.js';
import { useRunningStack } from '../process/running-stack.js';
import { readTemporalSettings } from '../temporal/settings.js';
import { audit } from './audit.js';
import { assertOneInstallation, readInstallations } from './installation.js';
import { INVARIANTS } from './invariants/index.js';
import { formatFindings } from './report.js';
import { listRuns } from './temporal-runs.js';

const flags = readFlags({
  command: 'npm run --silent audit --',
  description:
    'Checks the invariants of all orders: stock, payments, the ledger of the simulated gateway, events and workflow runs.\n' +
    'Prints one line per invariant with the number of rows checked and of violations, followed by the first offenders.',
  flags: {
    settled: switchFlag('Check every record; by default, orders in flight are excluded'),
    all: switchFlag('List every offender; by default, the first 5 of each invariant'),
    json: switchFlag('Print the findings as JSON: [{id, description, checked, violations, offenders}]'),
  },
  details: `Reads DATABASE_URL, GATEWAY_DATABASE_URL, PAYMENT_GATEWAY and the TEMPORAL_* variables.

Exit codes:
  0  all checked invariants hold
  1  at least one invariant is violated
  2  the audit could not run: an unknown flag, an invalid variable, a database or Temporal that cannot be reached, or
     parts of different installations`,
});

useRunningStack(['database', 'temporal']);
try {
  const findings = await run(flags.settled ?? false, flags.all ?? false);
  process.stdout.write(flags.json ? `${JSON.stringify(findings, null, 2)}\n` : formatFindings(findings));
  process.exitCode = findings.some(({ violations }) => violations > 0) ? 1 : 0;
} catch (error) {
  // A separate exit code, so that a scheduler can tell a failed audit from a violation.
  process.stderr.write(`${errorMessage(error)}\n`);
  process.exitCode = 2;
}

async function run(settled: boolean, listAll: boolean) {
  const { DATABASE_URL, GATEWAY_DATABASE_URL, PAYMENT_GATEWAY } = readConfig([
    'DATABASE_URL',
    'GATEWAY_DATABASE_URL',
    'PAYMENT_GATEWAY',
  ]);
  const { connectionOptions, namespace, dataConverter } = readTemporalSettings();
  const connection = await Connection.connect(connectionOptions).catch((error: unknown) => {
    throw new Error(`TEMPORAL_ADDRESS: cannot connect to Temporal: ${errorMessage(error)}`);
  });
  try {
    const client = new Client({
      connection,
      ...(namespace !== undefined && { namespace }),
      ...(dataConverter && { dataConverter }),
    });
    // Only the simulated gateway's records can be read from a database.
    const gatewayDatabaseUrl = PAYMENT_GATEWAY === 'simulated' ? (GATEWAY_DATABASE_URL ?? DATABASE_URL) : undefined;
    assertOneInstallation(await readInstallations(client, DATABASE_URL, gatewayDatabaseUrl));
    return await audit({
      databaseUrl: DATABASE_URL,
      ...(gatewayDatabaseUrl !== undefined && { gatewayDatabaseUrl }),
      listRuns: () => listRuns(client),
      invariants: INVARIANTS,
      settled,
      ...(listAll && { maxOffenders: Number.MAX_SAFE_INTEGER }),
    });
  } finally {
    await connection.close();
  }
}

function errorMessage(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return errorMessage(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
