import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Supervised } from '../chaos/supervised.js';
import { folderOf, readServices, type Service } from './compose.js';
import { addressOf, placeServices, toNative, type NativeService, type Places } from './native.js';
import { collectPrograms } from './programs.js';

/** What all services stand on. */
export interface Stage {
  /** For state and logs. */
  readonly folder: string;
  readonly services: ReadonlyMap<string, Service>;
  readonly places: Places;
  /** The folder of the secrets. */
  readonly secrets: string;
  /** What a process inherits of this machine. */
  readonly machine: Readonly<Record<string, string>>;
  /** What the programs say of themselves. */
  readonly versions: Readonly<Record<string, string>>;
  /** Told of each process before it is up, so that it can be ended whatever happens. */
  readonly onProcess: (name: string, process: Supervised) => void;
}

/** Reads the compose files, finds or builds the programs, and makes the secrets by their own script. */
export async function setStage(folder: string, onProcess: Stage['onProcess']): Promise<Stage> {
  const services = readServices();
  const places = await placeServices();
  await mkdir(path.join(folder, 'logs'), { recursive: true });
  const { path: programs, versions } = await collectPrograms(path.join(folder, 'bin'), services);
  const machine = { PATH: programs, HOME: process.env.HOME ?? '', TMPDIR: process.env.TMPDIR ?? '/tmp' };

  const secrets = path.join(folder, 'secrets');
  await mkdir(secrets);
  // The superuser of embedded Postgres has this one; the script leaves it as it is.
  await writeFile(path.join(secrets, 'postgres-password'), 'postgres\n');
  await promisify(execFile)(folderOf('./secrets/make.sh'), [secrets], {
    env: { ...machine, DATABASE_ADDRESS: addressOf(places, 'postgres', 5432) },
  });
  return { folder, services, places, secrets, machine, versions, onProcess };
}

/** A service as it runs here. */
export function nativeService(stage: Stage, name: string): NativeService {
  const service = stage.services.get(name);
  if (!service) throw new Error(`the compose files have no service ${name}`);
  return toNative(name, service, stage.places, stage.secrets);
}

/**
 * Runs a service that ends.
 *
 * @param command - by default the service's own
 * @throws with what it printed when it fails
 */
export async function runJob(stage: Stage, name: string, command?: readonly string[]): Promise<void> {
  const service = nativeService(stage, name);
  const [file = '', ...args] = command ?? service.command;
  const env = { ...stage.machine, ...service.environment };
  const { stdout, stderr } = await promisify(execFile)(file, args, { env });
  await writeFile(path.join(stage.folder, 'logs', `${name}.log`), stdout + stderr);
}

/**
 * Starts a process that is kept running; resolves when it serves.
 *
 * @param instance - tells those of one service apart
 */
export async function keepRunning(
  stage: Stage,
  name: string,
  { entry, environment, instance = 1 }: { entry: URL; environment: Record<string, string>; instance?: number },
): Promise<void> {
  const one = new Supervised(
    { name, entry, environment: { ...stage.machine, ...environment } },
    path.join(stage.folder, 'logs', `${name}-${instance}`),
  );
  stage.onProcess(name, one);
  await one.ready();
}

/** What the file of a secret holds. */
export function secretOf({ secrets }: Stage, name: string): string {
  return readFileSync(path.join(secrets, name), 'utf8').trim();
}
