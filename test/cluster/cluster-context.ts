import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execFileAsync } from '../../src/process/child-process.js';
import { SupervisedProcess } from '../chaos/supervised-process.js';
import { resolveComposePath, readServices, type Service } from './compose.js';
import {
  addressOf,
  assignAddresses,
  toNativeService,
  type NativeService,
  type ServiceAddresses,
} from './native-services.js';
import { installPrograms } from './programs.js';

/** What all services stand on. */
export interface ClusterContext {
  /** For state and logs. */
  readonly folder: string;
  readonly services: ReadonlyMap<string, Service>;
  readonly addresses: ServiceAddresses;
  /** The folder of the secrets. */
  readonly secrets: string;
  /** What a process inherits of this machine. */
  readonly baseEnvironment: Readonly<Record<string, string>>;
  /** What the programs say of themselves. */
  readonly versions: Readonly<Record<string, string>>;
  /** Told of each process before it is up, so that it can be ended whatever happens. */
  readonly onProcess: (name: string, process: SupervisedProcess) => void;
}

/** Reads the compose files, finds or builds the programs, and makes the secrets by their own script. */
export async function createClusterContext(
  folder: string,
  onProcess: ClusterContext['onProcess'],
): Promise<ClusterContext> {
  const services = readServices();
  const addresses = await assignAddresses();
  await mkdir(path.join(folder, 'logs'), { recursive: true });
  const { path: programsPath, versions } = await installPrograms(path.join(folder, 'bin'), services);
  const baseEnvironment = { PATH: programsPath, HOME: process.env.HOME ?? '', TMPDIR: process.env.TMPDIR ?? '/tmp' };

  const secrets = path.join(folder, 'secrets');
  await mkdir(secrets);
  // The superuser of embedded Postgres has this one; the script leaves it as it is.
  await writeFile(path.join(secrets, 'postgres-password'), 'postgres\n');
  await execFileAsync(resolveComposePath('./secrets/make.sh'), [secrets], {
    env: { ...baseEnvironment, DATABASE_ADDRESS: addressOf(addresses, 'postgres', 5432) },
  });
  return { folder, services, addresses, secrets, baseEnvironment, versions, onProcess };
}

/** A service as it runs here. */
export function nativeService(context: ClusterContext, name: string): NativeService {
  const service = context.services.get(name);
  if (!service) throw new Error(`the compose files have no service ${name}`);
  return toNativeService(name, service, context.addresses, context.secrets);
}

/**
 * Runs a service that ends.
 *
 * @param command - by default the service's own
 * @throws with what it printed when it fails
 */
export async function runJob(context: ClusterContext, name: string, command?: readonly string[]): Promise<void> {
  const service = nativeService(context, name);
  const [file = '', ...args] = command ?? service.command;
  const env = { ...context.baseEnvironment, ...service.environment };
  const { stdout, stderr } = await execFileAsync(file, args, { env });
  await writeFile(path.join(context.folder, 'logs', `${name}.log`), stdout + stderr);
}

/**
 * Starts a process that is kept running; resolves when it serves.
 *
 * @param instance - tells those of one service apart
 */
export async function startSupervised(
  context: ClusterContext,
  name: string,
  { entry, environment, instance = 1 }: { entry: URL; environment: Record<string, string>; instance?: number },
): Promise<void> {
  const supervised = new SupervisedProcess(
    { name, entry, environment: { ...context.baseEnvironment, ...environment } },
    path.join(context.folder, 'logs', `${name}-${instance}`),
  );
  context.onProcess(name, supervised);
  await supervised.ready();
}

/** What the file of a secret holds. */
export function readSecret({ secrets }: ClusterContext, name: string): string {
  return readFileSync(path.join(secrets, name), 'utf8').trim();
}
