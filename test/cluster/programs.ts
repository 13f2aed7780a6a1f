import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execFileAsync } from '../../src/process/child-process.js';
import { ConfigurationError } from '../../src/config/config.js';
import { resolveTemporalCli } from '../../src/local/temporal/binaries.js';
import { resolveGoProgram, type GoProgram } from '../kit/go-program.js';
import type { Service } from './compose.js';

/** Programs that must be installed, and their Debian packages. */
const SYSTEM_PROGRAMS = { psql: 'postgresql-client', wget: 'wget', openssl: 'openssl' } as const;

/** Replaces `nc -z HOST PORT` of BusyBox when it is missing. */
const NETCAT_SCRIPT = '#!/bin/bash\nexec 3<>"/dev/tcp/$2/$3"\n';

/**
 * Puts the programs of the images into a folder, in the versions of the images.
 *
 * @param folder - created by this function
 * @param services - the services of the compose files
 * @returns the PATH for the services and the versions of the programs
 * @throws ConfigurationError naming the programs that are neither installed nor can be built
 */
export async function installPrograms(
  folder: string,
  services: ReadonlyMap<string, Service>,
): Promise<{ path: string; versions: Record<string, string> }> {
  const missing: { program: string; debianPackage: string }[] = [];
  for (const [program, debianPackage] of Object.entries(SYSTEM_PROGRAMS)) {
    if (!(await isInstalled(program))) missing.push({ program, debianPackage });
  }
  if (missing.length > 0) {
    const programs = missing.map(({ program }) => program).join(', ');
    const packages = missing.map(({ debianPackage }) => debianPackage).join(', ');
    throw new ConfigurationError(`Missing programs: ${programs}. Install ${packages}.`);
  }
  await mkdir(folder, { recursive: true });
  const programs = {
    'temporal-server': await buildProgram({
      name: 'temporal-server',
      version: versionOf(services.get('frontend')),
      variable: 'TEMPORAL_SERVER_PATH',
      module: 'go.temporal.io/server/cmd/server',
    }),
    'temporal-sql-tool': await buildProgram({
      name: 'temporal-sql-tool',
      version: versionOf(services.get('schema')),
      variable: 'TEMPORAL_SQL_TOOL_PATH',
      module: 'go.temporal.io/server/cmd/tools/sql',
    }),
    temporal: await resolveTemporalCli(),
  };
  for (const [name, program] of Object.entries(programs)) await symlink(program, path.join(folder, name));
  if (!(await isInstalled('nc'))) await writeFile(path.join(folder, 'nc'), NETCAT_SCRIPT, { mode: 0o755 });
  const versions: Record<string, string> = {};
  for (const [name, program] of Object.entries(programs)) versions[name] = await firstLineOf(program, '--version');
  return { path: `${folder}:${process.env.PATH}`, versions };
}

async function buildProgram(program: GoProgram): Promise<string> {
  return resolveGoProgram(program).catch((error: unknown) => {
    throw new ConfigurationError((error as Error).message);
  });
}

/** The version in an image name: `temporalio/server:1.32.1`, with or without a digest. */
function versionOf(service: Service | undefined): string {
  const [, version] = /:([\d.]+)(?:@|$)/.exec(service?.image ?? '') ?? [];
  if (version === undefined) throw new Error(`The image ${service?.image} has no version.`);
  return version;
}

async function isInstalled(program: string): Promise<boolean> {
  return firstLineOf('/bin/sh', '-c', `command -v ${program}`).then(
    () => true,
    () => false,
  );
}

async function firstLineOf(program: string, ...args: string[]): Promise<string> {
  const { stdout } = await execFileAsync(program, args);
  return stdout.trim().split('\n')[0] ?? '';
}
