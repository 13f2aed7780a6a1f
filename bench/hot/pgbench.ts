import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execFileAsync } from '../../src/process/child-process.js';
import { UsageError } from '../../src/process/flags.js';
import type { CapturedStatement } from './capture.js';

const DEBIAN_POSTGRES_DIR = '/usr/lib/postgresql';

/** Finds pgbench, the benchmark program of Postgres. @throws UsageError when it is not installed */
export async function findPgbench(): Promise<string> {
  const versions = await readdir(DEBIAN_POSTGRES_DIR).catch(() => []);
  for (const command of [
    'pgbench',
    ...versions.map((version) => path.join(DEBIAN_POSTGRES_DIR, version, 'bin', 'pgbench')),
  ]) {
    const found = await execFileAsync(command, ['--version']).catch(() => undefined);
    if (found) return command;
  }
  throw new UsageError('pgbench is not installed. On Debian, run `apt-get install postgresql-contrib`.');
}

/** A new order id for each transaction. Not seeded: repeated ids would make the reservations of later rounds no-ops. */
const SET_RANDOM_ORDER = '\\set order random(1, 9223372036854775807)';
const ORDER_ID = 'md5(:order::text)::uuid';

export interface Script {
  readonly file: string;
  readonly protocol: 'extended' | 'prepared';
  /** Values of the variables in the file, by name. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Writes statements as a pgbench script that draws a new order id for each transaction. The other values stay parameters, so
 * that Postgres plans the statements as it plans those of the service.
 *
 * @param orderId - the order id that the statements were captured with
 */
export async function writeScript(
  file: string,
  statements: readonly CapturedStatement[],
  orderId: string,
): Promise<Script> {
  const parameters = new Map<string, string>();
  const parameter = (value: unknown): string => {
    if (value === orderId) return ORDER_ID;
    // A variable of pgbench cannot be empty.
    if (value === '') return `''`;
    const name = `value${parameters.size}`;
    parameters.set(name, Array.isArray(value) ? `{${value.join(',')}}` : String(value));
    return `:${name}`;
  };
  const lines = statements.map(({ sql, values }) => {
    const placeholders = values.map(parameter);
    return `${sql
      .replaceAll(/\$(\d+)/g, (_, index: string) => placeholders[Number(index) - 1] ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim()};`;
  });
  await writeFile(file, `${[SET_RANDOM_ORDER, ...lines].join('\n')}\n`);
  const protocol = statements.some(({ isPrepared }) => isPrepared) ? 'prepared' : 'extended';
  return { file, protocol, values: parameters };
}

/** Runs a script. @returns transactions per second */
export async function runPgbench(
  command: string,
  { file, protocol, values }: Script,
  { databaseUrl, clients, seconds }: { databaseUrl: string; clients: number; seconds: number },
): Promise<number> {
  const { stdout } = await execFileAsync(command, [
    ...['--no-vacuum', '--protocol', protocol, '--file', file, '--client', `${clients}`, '--time', `${seconds}`],
    ...[...values].flatMap(([name, value]) => ['--define', `${name}=${value}`]),
    databaseUrl,
  ]);
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? NaN);
}
