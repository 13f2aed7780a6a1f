import { Client, Connection } from '@temporalio/client';
import { ORDER_RUNS_QUERY } from '../../src/audit/temporal-runs.js';
import { readTemporalSettings } from '../../src/temporal/settings.js';
import { unlessAborted, type RunContext } from '../chaos/program.js';
import { verifyRun } from '../chaos/verification.js';
import { ShopClient } from '../chaos/shop-client.js';
import { countUnexpectedExits, type SupervisedProcess } from '../chaos/supervised-process.js';
import { runAcceptanceSuite } from './acceptance-suite.js';
import { startCluster } from './start-cluster.js';
import { killProcessesInTurn, SEED } from './kill-processes.js';
import { addressOf } from './native-services.js';
import type { ClusterReport } from './report.js';
import { startApplication, temporalEnvironment } from './application.js';
import { readSecret, createClusterContext, type ClusterContext } from './cluster-context.js';

/** Starts the services of the compose files, runs the acceptance suite, kills a process of each service, and audits. */
export async function verifyCluster(
  { folder, signal, register }: RunContext,
  printLine: (line: string) => void,
): Promise<ClusterReport> {
  const processes = new Map<string, SupervisedProcess[]>();
  const onProcess = (name: string, process: SupervisedProcess) => {
    register(process);
    processes.set(name, [...(processes.get(name) ?? []), process]);
  };
  const start = async () => {
    const context = await createClusterContext(folder, onProcess);
    await startCluster(context, printLine);
    await startApplication(context, printLine);
    return context;
  };
  const context = await unlessAborted(start(), signal);

  return withTemporalClient(context, async (temporal) => {
    const acceptance = await runAcceptanceSuite(context, signal);
    printLine(`Acceptance suite: ${acceptance.passed} passed, ${acceptance.failed} failed`);
    await cancelRunningOrders(temporal);

    const client = new ShopClient([`http://${addressOf(context.addresses, 'api', 3000)}`], {
      jwtSecret: readSecret(context, 'jwt-secret'),
      seed: SEED,
    });
    const killTargets = [...processes].flatMap(([name, [one]]) => (one ? [[name, one] as const] : []));
    const { records, kills, planned, seconds } = await killProcessesInTurn(killTargets, client, printLine, signal);

    // The owner of the schemas may read all of them, including the gateway's.
    const databaseUrl = readSecret(context, 'owner-database-url');
    const verificationTargets = { databaseUrl, gatewayDatabaseUrl: databaseUrl, temporal };
    const { outcomes, passed, ...verification } = await verifyRun(
      verificationTargets,
      records,
      client.failures,
      signal,
    );
    return {
      versions: context.versions,
      services: Object.fromEntries([...processes].map(([name, all]) => [name, all.length])),
      acceptance,
      orders: { planned, ...outcomes },
      kills,
      failedCalls: client.failures,
      unexpectedExits: countUnexpectedExits([...processes.values()].flat()),
      killPhaseSeconds: Math.round(seconds),
      ...verification,
      passed: passed && acceptance.failed === 0 && acceptance.passed > 0,
    };
  });
}

/** The acceptance suite leaves unpaid orders behind, whose reservations may be long. */
async function cancelRunningOrders(temporal: Client): Promise<void> {
  for await (const run of temporal.workflow.list({ query: `${ORDER_RUNS_QUERY} AND ExecutionStatus = "Running"` })) {
    await temporal.workflow.getHandle(run.workflowId, run.runId).cancel();
  }
}

async function withTemporalClient<T>(context: ClusterContext, use: (temporal: Client) => Promise<T>): Promise<T> {
  const {
    connectionOptions,
    namespace = 'default',
    dataConverter,
  } = readTemporalSettings(temporalEnvironment(context));
  const connection = await Connection.connect(connectionOptions);
  try {
    return await use(new Client({ connection, namespace, ...(dataConverter && { dataConverter }) }));
  } finally {
    await connection.close();
  }
}
