import { Client, Connection } from '@temporalio/client';
import { RUNS_OF_ORDERS } from '../../src/audit/temporal-runs.js';
import { readTemporalSettings } from '../../src/temporal/settings.js';
import { unlessTold, type Scene } from '../chaos/program.js';
import { reckon } from '../chaos/reckoning.js';
import { ShopClient } from '../chaos/shop-client.js';
import { countEnds, type Supervised } from '../chaos/supervised.js';
import { runAcceptance } from './acceptance.js';
import { startCluster } from './cluster.js';
import { killInTurn } from './kills.js';
import { addressOf } from './native.js';
import type { ClusterReport } from './report.js';
import { startShop, temporalVariables } from './shop.js';
import { secretOf, setStage, type Stage } from './stage.js';

/** Brings up what the compose files describe, accepts it, kills one of everything in turn, and audits. */
export async function verifyCluster(
  { folder, signal, own }: Scene,
  say: (line: string) => void,
): Promise<ClusterReport> {
  const processes = new Map<string, Supervised[]>();
  const onProcess = (name: string, process: Supervised) => {
    own(process);
    processes.set(name, [...(processes.get(name) ?? []), process]);
  };
  const bringUp = async () => {
    const stage = await setStage(folder, onProcess);
    await startCluster(stage, say);
    await startShop(stage, say);
    return stage;
  };
  const stage = await unlessTold(bringUp(), signal);

  return withTemporal(stage, async (temporal) => {
    const acceptance = await runAcceptance(stage, signal);
    say(`the acceptance suite: ${acceptance.passed} passed, ${acceptance.failed} failed`);
    await callOffAll(temporal);

    const client = new ShopClient([`http://${addressOf(stage.places, 'api', 3000)}`], secretOf(stage, 'jwt-secret'));
    const victims = [...processes].flatMap(([name, [one]]) => (one ? [[name, one] as const] : []));
    const { told, kills, planned, seconds } = await killInTurn(victims, client, say, signal);

    // The owner of the schemas may read them all, the gateway's too.
    const databaseUrl = secretOf(stage, 'owner-database-url');
    const books = { databaseUrl, gatewayDatabaseUrl: databaseUrl, temporal };
    const { outcomes, held, ...reckoning } = await reckon(books, told, client.failures, signal);
    return {
      versions: stage.versions,
      services: Object.fromEntries([...processes].map(([name, all]) => [name, all.length])),
      acceptance,
      orders: { planned, ...outcomes },
      kills,
      failedCalls: client.failures,
      endedByThemselves: countEnds([...processes.values()].flat()),
      killingSeconds: Math.round(seconds),
      ...reckoning,
      passed: held && acceptance.failed === 0 && acceptance.passed > 0,
    };
  });
}

/** The acceptance suite leaves orders that wait for their customers, some for long. */
async function callOffAll(temporal: Client): Promise<void> {
  for await (const run of temporal.workflow.list({ query: `${RUNS_OF_ORDERS} AND ExecutionStatus = "Running"` })) {
    await temporal.workflow.getHandle(run.workflowId, run.runId).cancel();
  }
}

async function withTemporal<T>(stage: Stage, act: (temporal: Client) => Promise<T>): Promise<T> {
  const { connectionOptions, namespace = 'default', dataConverter } = readTemporalSettings(temporalVariables(stage));
  const connection = await Connection.connect(connectionOptions);
  try {
    return await act(new Client({ connection, namespace, ...(dataConverter && { dataConverter }) }));
  } finally {
    await connection.close();
  }
}
