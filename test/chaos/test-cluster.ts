import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePorts } from '../../src/local/ports.js';
import { migrate } from '../../src/migrate/migrate.js';
import { createDatabase } from '../../src/local/postgres/create-database.js';
import { startToxiproxy, type Toxiproxy } from '../kit/toxiproxy.js';
import { diskFolder, type Disks } from './disk.js';
import { PROCESSES, PROCESS_NAMES, WORKERS, type ProcessName as ServiceName } from '../../src/process/processes.js';
import { DISKS, PROCESS_COUNTS, type Link, type ProcessName } from './fault-kinds.js';
import { SupervisedProcess } from './supervised-process.js';
import { startWebhookRelay, type WebhookRelay } from './webhook-relay.js';

/** Short, so that reservations expire during a run. */
const RESERVATION_TTL_SECONDS = 60;
/** Short, so that the orders of terminated runs are repaired during a run. */
const RECONCILIATION = { RECONCILE_EVERY_SECONDS: '30', RECONCILE_GRACE_SECONDS: '10' } as const;

/** The versions of the first and of the second worker of each domain; the first is current at the start. */
export const BUILD_IDS = ['chaos-a', 'chaos-b'] as const;

const ENTRIES = {
  postgres: 'local/postgres/main.js',
  temporal: 'local/temporal/main.js',
  ...(Object.fromEntries(PROCESS_NAMES.map((name) => [name, PROCESSES[name].module])) as Record<ServiceName, string>),
} satisfies Record<ProcessName, string>;

/** The built code. */
const DIST = new URL('../../dist/', import.meta.url);

/** All services as processes that can be killed, connected by links that can be disturbed. */
export interface TestCluster {
  readonly apiUrls: readonly string[];
  /** Bypasses the links, like the other addresses here. */
  readonly databaseUrl: string;
  readonly gatewayDatabaseUrl: string;
  readonly gatewayUrl: string;
  readonly temporalAddress: string;
  readonly processes: ReadonlyMap<ProcessName, readonly SupervisedProcess[]>;
  readonly proxies: Toxiproxy;
  readonly webhooks: WebhookRelay;
  /** The disks that can be filled: none unless root runs the test on Linux. */
  readonly disks: Disks;
  /** Kills every process without waiting. */
  kill(): void;
  stop(): Promise<void>;
}

/**
 * Starts every service and waits until it is ready.
 *
 * @param folder - folder for state and logs
 * @param toxiproxyPath - path of the Toxiproxy binary
 * @param onProcess - called with each process before it is ready, so that it can be stopped in any case
 * @param disks - the mounted disks, which the caller unmounts
 * @param versioned - runs two versions of each domain's workers, of which none is current yet
 */
export async function startTestCluster(
  folder: string,
  toxiproxyPath: string,
  onProcess: (process: SupervisedProcess) => void,
  { disks, versioned }: { disks: Disks; versioned: boolean },
): Promise<TestCluster> {
  await mkdir(path.join(folder, 'logs'), { recursive: true });
  const [postgres, temporal, ui, gateway, ...apiPorts] = (await findFreePorts(4 + PROCESS_COUNTS.api)) as [
    ...[number, number, number, number],
    ...number[],
  ];
  const relay = await startWebhookRelay(apiPorts.map((port) => `http://127.0.0.1:${port}/v1/webhooks/payments`));
  const proxies = await startToxiproxy(toxiproxyPath);
  const proxyPorts: Record<Link, number> = {
    postgres: await proxies.createProxy('postgres', postgres),
    temporal: await proxies.createProxy('temporal', temporal),
    gateway: await proxies.createProxy('gateway', gateway),
    webhook: await proxies.createProxy('webhook', Number(new URL(relay.url).port)),
  };
  const postgresUrl = (port: number, name: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${name}`;
  const common = {
    ...{ PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TMPDIR: process.env.TMPDIR ?? '' },
    ...{ LOG_LEVEL: 'warn', LOG_FORMAT: 'json', DATA_DIR: folder },
    ...{ POSTGRES_PORT: `${postgres}`, TEMPORAL_PORT: `${temporal}`, TEMPORAL_UI_PORT: `${ui}` },
    ...{ GATEWAY_PORT: `${gateway}`, GATEWAY_DATABASE_URL: postgresUrl(postgres, 'gateway') },
    PAYMENT_WEBHOOK_URL: `http://127.0.0.1:${proxyPorts.webhook}/`,
    DATABASE_URL: postgresUrl(proxyPorts.postgres, 'orders'),
    ...{ TEMPORAL_ADDRESS: `127.0.0.1:${proxyPorts.temporal}`, TEMPORAL_NAMESPACE: 'default' },
    // A file that does not exist, so that the user's own Temporal profile is not read.
    TEMPORAL_CONFIG_FILE: path.join(folder, 'temporal.toml'),
    ...{ GATEWAY_URL: `http://127.0.0.1:${proxyPorts.gateway}` },
    ...{ RATE_LIMIT_PER_ADDRESS: '0', RATE_LIMIT_PER_USER: '0' },
    ...{ RESERVATION_TTL_SECONDS: `${RESERVATION_TTL_SECONDS}`, PAYMENT_SUCCESS_RATE: '0.8' },
    ...RECONCILIATION,
  };

  const processes = new Map<ProcessName, SupervisedProcess[]>();
  const start = async (name: ProcessName) => {
    const started = Array.from({ length: PROCESS_COUNTS[name] }, (_, index) => {
      const environment = {
        ...common,
        // The orders of one process are captured at once, those of the others when their stock is confirmed.
        ...(name === 'api' && {
          PORT: `${apiPorts[index]}`,
          PAYMENT_CAPTURE: index === 0 ? 'automatic' : 'manual',
        }),
        ...(includes(DISKS, name) && { DATA_DIR: diskFolder(folder, name) }),
        ...(versioned && includes(WORKERS, name) && { WORKER_BUILD_ID: BUILD_IDS[index] }),
      };
      const entry = new URL(ENTRIES[name], DIST);
      const process = new SupervisedProcess(
        { name, entry, environment },
        path.join(folder, 'logs', `${name}-${index + 1}`),
      );
      onProcess(process);
      return process;
    });
    processes.set(name, started);
    await Promise.all(started.map((process) => process.ready()));
  };
  await Promise.all([start('postgres'), start('temporal')]);
  await createDatabase(postgresUrl(postgres, 'postgres'), 'gateway');
  await migrate(postgresUrl(postgres, 'orders'));
  await start('gateway');
  await Promise.all([...WORKERS, 'events' as const, 'api' as const].map(start));

  const all = () => [...processes.values()].flat();
  return {
    apiUrls: apiPorts.map((port) => `http://127.0.0.1:${port}`),
    databaseUrl: postgresUrl(postgres, 'orders'),
    gatewayDatabaseUrl: postgresUrl(postgres, 'gateway'),
    gatewayUrl: `http://127.0.0.1:${gateway}`,
    temporalAddress: `127.0.0.1:${temporal}`,
    processes,
    proxies,
    webhooks: relay,
    disks,
    kill: () => all().forEach((process) => process.stopNow()),
    async stop() {
      await Promise.all(all().map((process) => process.stop(0)));
      await relay.stop();
      await proxies.stop();
    },
  };
}

/** Path of a built module, which exists when the code is built. */
export function builtApiEntry(): string {
  return fileURLToPath(new URL(ENTRIES.api, DIST));
}

function includes<T extends string>(values: readonly T[], value: string): value is T {
  return (values as readonly string[]).includes(value);
}
