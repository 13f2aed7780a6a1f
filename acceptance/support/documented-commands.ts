import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The shell blocks of a document, keyed by the heading of their section. */
function shellBlocks(document: string): Map<string, string[]> {
  const sections = readFileSync(path.join(__dirname, '../..', document), 'utf8')
    .split(/^## /m)
    .slice(1);
  return new Map(
    sections.map((section): [string, string[]] => [
      section.split('\n', 1)[0] ?? '',
      [...section.matchAll(/^```sh\n((?:.|\n)*?)^```$/gm)].map(([, block = '']) => block.trim()),
    ]),
  );
}

/** The commands of each section of the operator's guide, one per line. */
export const COMMANDS: ReadonlyMap<string, readonly string[]> = new Map(
  [...shellBlocks('docs/how-to/operate.md')]
    .map(([section, blocks]) => [section, blocks.flatMap((block) => block.split('\n'))] as const)
    .filter(([, commands]) => commands.length > 0),
);

export const EXECUTED_COMMANDS = new Set<string>();

/**
 * Runs a command of the operator's guide in a shell, as a reader would.
 *
 * @param prefix - start of the command; the first match in the section runs
 * @param variables - environment variables that the command uses
 * @returns everything the command printed
 */
export async function runCommand(
  section: string,
  prefix: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const command = COMMANDS.get(section)?.find((each) => each.startsWith(prefix));
  if (command === undefined) throw new Error(`"${section}" has no command that starts with ${prefix}`);
  EXECUTED_COMMANDS.add(command);
  // The guide tells readers without the CLI to use this script.
  const executable = command.replace(/^temporal /, 'npm run --silent temporal -- ');
  const { stdout, stderr } = await run('bash', ['-c', executable], { env: { ...process.env, ...variables } });
  return stdout + stderr;
}

/**
 * Runs the shell blocks of the given sections in one shell, in order, against the API at BASE_URL.
 *
 * @returns the output of each section
 */
export async function runSections(document: string, sections: readonly string[]): Promise<Map<string, string>> {
  const blocks = shellBlocks(document);
  const script = sections.flatMap((section) => {
    const commands = blocks.get(section) ?? [];
    if (commands.length === 0) throw new Error(`${document} has no shell block in "${section}"`);
    return [`printf '\\n<<%s>>' '${section}'`, ...commands];
  });
  const executable = script.join('\n').replaceAll('http://localhost:3000', process.env.BASE_URL ?? '');
  const { stdout } = await run('bash', ['-e', '-c', executable]);
  const outputs = stdout.split(/\n<<(.+)>>/).slice(1);
  return new Map(sections.map((section) => [section, outputs[outputs.indexOf(section) + 1] ?? '']));
}
