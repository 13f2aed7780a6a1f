import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { WORKERS, type WorkerName } from '../../src/process/processes.js';
import { addressOf } from './native-services.js';
import { startSupervised, nativeService, runJob, readSecret, type ClusterContext } from './cluster-context.js';

const ROOT = new URL('../../', import.meta.url);

type WorkerRole = `worker:${WorkerName}`;
type Role = 'gateway' | 'events' | 'api' | WorkerRole;
const WORKER_ROLES = WORKERS.map((name): WorkerRole => `worker:${name}`);

/** The roles of the image and the number of processes of each. The command of a service names its role. */
const INSTANCES_BY_ROLE = {
  gateway: 1,
  events: 2,
  api: 1,
  ...Object.fromEntries(WORKER_ROLES.map((role) => [role, 2])),
} as Readonly<Record<Role, number>>;

/** Migrates the database and starts the processes of the application with the settings of the compose files. */
export async function startApplication(context: ClusterContext, printLine: (line: string) => void): Promise<void> {
  await runJob(context, 'migrate', [process.execPath, fileURLToPath(scriptEntry('migrate'))]);
  await startRole(context, 'gateway');
  await Promise.all([...WORKER_ROLES, 'events' as const, 'api' as const].map((role) => startRole(context, role)));
  printLine('The API, the gateway and two workers of each role are ready');
}

async function startRole(context: ClusterContext, role: Role): Promise<void> {
  const instances = Array.from({ length: INSTANCES_BY_ROLE[role] }, (_, index) => index + 1);
  const environment = roleEnvironment(context, role);
  const entry = scriptEntry(role);
  await Promise.all(instances.map((instance) => startSupervised(context, role, { entry, environment, instance })));
}

/** Variables to connect to Temporal and to decrypt payloads, for programs other than our own processes. */
export function temporalEnvironment(context: ClusterContext): Record<string, string> {
  const { TEMPORAL_ADDRESS = '', TEMPORAL_NAMESPACE = '', TEMPORAL_CONFIG_FILE = '' } = roleEnvironment(context, 'api');
  const keys = readSecret(context, 'temporal-payload-keys');
  return { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_CONFIG_FILE, TEMPORAL_PAYLOAD_KEYS: keys };
}

/** The environment of the service with a role, with ports that do not conflict on a shared machine. */
function roleEnvironment(context: ClusterContext, role: Role): Record<string, string> {
  const [name] = [...context.services].find(([, { command }]) => command.at(-1) === role) ?? [];
  if (name === undefined) throw new Error(`The compose files have no service with the command ${role}.`);
  const [api, gateway] = [addressOf(context.addresses, 'api', 3000), addressOf(context.addresses, 'gateway', 3000)];
  return {
    // The image sets it.
    NODE_ENV: 'production',
    // A file that does not exist, so that the user's own Temporal profile is not read.
    TEMPORAL_CONFIG_FILE: path.join(context.folder, 'temporal.toml'),
    ...withoutListeners(nativeService(context, name).environment),
    PORT: api.split(':')[1] ?? '',
    GATEWAY_PORT: gateway.split(':')[1] ?? '',
    GATEWAY_PUBLIC_URL: `http://${gateway}`,
    // Short, because the verification waits until unpaid orders expire.
    RESERVATION_TTL_SECONDS: '120',
  };
}

/** Removes the variables that make each process listen for metrics and health checks. */
function withoutListeners(environment: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(environment).filter(([variable]) => !/^(OTEL_|WORKER_HEALTH_PORT$)/.test(variable));
  return Object.fromEntries(kept);
}

/** The built module that an npm script runs. */
function scriptEntry(script: string): URL {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return new URL(scripts[script]?.replace(/^node /, '') ?? '', ROOT);
}
