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

/** What the services share. */
export interface ClusterContext {
  /** Folder for state and logs. */
  readonly folder: string;
  readonly services: ReadonlyMap<string, Service>;
  readonly addresses: ServiceAddresses;
  /** Folder of the secrets. */
  readonly secrets: string;
  /** Variables that processes inherit from this process. */
  readonly baseEnvironment: Readonly<Record<string, string>>;
  /** First line of `--version`, by program. */
  readonly versions: Readonly<Record<string, string>>;
  /** Called with each process before it is ready, so that it can be stopped in any case. */
  readonly onProcess: (name: string, process: SupervisedProcess) => void;
}

/** Reads the compose files, finds or builds the programs, and creates the secrets with the script of the compose files. */
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
  // The password of embedded Postgres; the script keeps existing secrets.
  await writeFile(path.join(secrets, 'postgres-password'), 'postgres\n');
  await execFileAsync(resolveComposePath('./secrets/make.sh'), [secrets], {
    env: { ...baseEnvironment, DATABASE_ADDRESS: addressOf(addresses, 'postgres', 5432) },
  });
  return { folder, services, addresses, secrets, baseEnvironment, versions, onProcess };
}

/** The command and environment of a service on this machine. */
export function nativeService(context: ClusterContext, name: string): NativeService {
  const service = context.services.get(name);
  if (!service) throw new Error(`The compose files have no service ${name}.`);
  return toNativeService(name, service, context.addresses, context.secrets);
}

/**
 * Runs a one-off service to its end.
 *
 * @param command - by default the command of the service
 * @throws with the output when it fails
 */
export async function runJob(context: ClusterContext, name: string, command?: readonly string[]): Promise<void> {
  const service = nativeService(context, name);
  const [file = '', ...args] = command ?? service.command;
  const env = { ...context.baseEnvironment, ...service.environment };
  const { stdout, stderr } = await execFileAsync(file, args, { env });
  await writeFile(path.join(context.folder, 'logs', `${name}.log`), stdout + stderr);
}

/**
 * Starts a supervised process and waits until it is ready.
 *
 * @param instance - number of the process among those of its service
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

/** Reads a secret. */
export function readSecret({ secrets }: ClusterContext, name: string): string {
  return readFileSync(path.join(secrets, name), 'utf8').trim();
}
