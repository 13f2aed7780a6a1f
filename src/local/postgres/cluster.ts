import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { startProgram, type Child } from '../../process/child-process.js';
import { programOf } from './binaries.js';
import type { Placement } from './placement.js';
import { PostgresStartupError } from './startup-error.js';

export interface Superuser {
  readonly user: string;
  readonly password: string;
}

/** Messages and the readiness line are read, so they must not be translated. */
const ENVIRONMENT = { LC_ALL: 'C', LANG: 'C' };
const READY = 'database system is ready to accept connections';

/**
 * Creates a database cluster in a temporary folder and renames it, so that an interrupted start leaves no partial cluster.
 *
 * @throws PostgresStartupError with the output of `initdb`
 */
export async function initialiseCluster(
  { programs, dataDir, user }: Placement,
  superuser: Superuser,
  onLog: (text: string) => void,
): Promise<void> {
  const unfinished = `${dataDir}.unfinished`;
  const passwordFile = `${dataDir}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, superuser.password, { mode: 0o600 });
  await chmod(passwordFile, 0o600);
  if (user) for (const path of [unfinished, passwordFile]) await chown(path, user.uid, user.gid);
  try {
    const initdb = startProgram(
      [
        ...[programOf(programs, 'initdb'), `--pgdata=${unfinished}`, `--pwfile=${passwordFile}`],
        ...[`--username=${superuser.user}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
      { ...user, cwd: unfinished, env: { ...process.env, ...ENVIRONMENT }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const { code } = await initdb.exited;
    onLog(initdb.output());
    if (code !== 0) throw new PostgresStartupError(`initdb failed: ${oneLine(initdb.output())}`);
  } finally {
    await rm(passwordFile);
  }
  await rename(unfinished, dataDir);
}

/**
 * Starts a server and waits until it accepts connections.
 *
 * @param settings - of Postgres, by name
 * @throws PostgresStartupError with the last output of the server when it ends first
 */
export async function startServer(
  { programs, dataDir, user }: Placement,
  port: number,
  settings: Readonly<Record<string, string>>,
  onLog: (text: string) => void,
): Promise<Child> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = startProgram([programOf(programs, 'postgres'), '-D', dataDir, '-p', String(port), ...flags], {
    ...user,
    cwd: dataDir,
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let lastOutput = '';
  const ready = new Promise<void>((resolve) => {
    server.process.stderr?.on('data', (chunk: Buffer) => {
      lastOutput = chunk.toString();
      onLog(lastOutput);
      if (lastOutput.includes(READY)) resolve();
    });
  });
  const ended = server.exited.then(() => {
    throw new PostgresStartupError(`Postgres did not start: ${oneLine(lastOutput)}`);
  });
  ended.catch(() => undefined);
  await Promise.race([ready, ended]);
  // From here on the output goes to the log only: it would fill the memory of this process.
  server.process.stderr?.removeAllListeners('data').on('data', (chunk: Buffer) => onLog(chunk.toString()));
  return server;
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
