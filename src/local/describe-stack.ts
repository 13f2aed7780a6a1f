import { rename, writeFile } from 'node:fs/promises';
import { SECRETS, VARIABLES } from '../config/config.js';
import { formatStackFile, stackFile } from '../process/stack-file.js';
import type { Settings } from './settings.js';

/** They belong to a process, not to the stack. */
const OF_A_PROCESS = ['NODE_ENV', 'LOG_LEVEL', 'LOG_FORMAT', 'DATA_DIR', 'WORKER_BUILD_ID', 'WORKER_HEALTH_PORT'];

const NAMES = new Set([...Object.keys(VARIABLES), ...SECRETS.map((name) => `${name}_FILE`)]);

/**
 * Writes the variables of the stack to `stack.env` in its folder, where the commands and further processes find them. The file
 * contains the secrets that the stack was given, so only its owner can read it.
 */
export async function describeStack({ dataDir, listeners, environment }: Settings): Promise<void> {
  const ports = listeners.map(({ variable, port }) => [variable, String(port)] as const);
  const variables = [...Object.entries(environment), ...ports].filter(
    ([name, value]) =>
      value !== '' && !OF_A_PROCESS.includes(name) && (NAMES.has(name) || name.startsWith('TEMPORAL_')),
  );
  const file = stackFile(dataDir);
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, formatStackFile(Object.fromEntries(variables)), { mode: 0o600 });
  await rename(unfinished, file);
}
