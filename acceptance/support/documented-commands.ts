import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const PAGE = new URL('../../docs/operations.md', `file://${__filename}`);

/** The commands of each section of docs/operations.md. */
export const COMMANDS: ReadonlyMap<string, readonly string[]> = new Map(
  readFileSync(PAGE, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section): [string, string[]] => [
      section.split('\n', 1)[0] ?? '',
      [...section.matchAll(/^```sh\n((?:.|\n)*?)^```$/gm)].flatMap(([, block]) => block?.trim().split('\n') ?? []),
    ])
    .filter(([, commands]) => commands.length > 0),
);

/** The commands that the suite has run. */
export const EXECUTED_COMMANDS = new Set<string>();

/**
 * Runs a documented command as a reader would, in a shell with the given variables.
 *
 * @param prefix - the start of the command, which selects it within its section
 * @returns its standard output and standard error
 */
export async function runCommand(
  section: string,
  prefix: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const command = COMMANDS.get(section)?.find((each) => each.startsWith(prefix));
  if (command === undefined) throw new Error(`"${section}" has no command that starts with ${prefix}`);
  EXECUTED_COMMANDS.add(command);
  // The documented way to run the CLI without installing it.
  const executable = command.replace(/^temporal /, 'npm run --silent temporal -- ');
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', executable], {
    env: { ...process.env, ...variables },
  });
  return stdout + stderr;
}
