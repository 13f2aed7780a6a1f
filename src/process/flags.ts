import { parseArgs } from 'node:util';

/** The command line is wrong; the message says what is wrong and what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `--help` was given; the message is the help text. */
export class HelpRequest extends Error {
  override readonly name = 'HelpRequest';
}

/** A flag of a command line. Absent flags are `undefined`, unless the flag is required. */
export interface Flag<T> {
  /** Represents the value in the help text. A flag without a placeholder is a switch. */
  readonly placeholder?: string;
  readonly description: string;
  /** What the value must be, after "must be". */
  readonly expected: string;
  readonly required?: true;
  /** @returns undefined when the text is not allowed */
  readonly parse: (text: string) => T | undefined;
}

export type Flags = Readonly<Record<string, Flag<unknown>>>;

type FlagValues<F extends Flags> = {
  readonly [Name in keyof F]: F[Name] extends Flag<infer T>
    ? F[Name] extends { required: true }
      ? T
      : T | undefined
    : never;
};

export interface CommandLine<F extends Flags> {
  /** How to run the command: `npm run chaos --`. */
  readonly command: string;
  readonly description: string;
  readonly flags: F;
  /** Printed at the end of the help text. */
  readonly details?: string;
  /** The name of an optional first argument, and its values with a description each. */
  readonly argument?: { readonly name: string; readonly values: Readonly<Record<string, string>> };
}

/**
 * Parses a command line.
 *
 * @param args - without the program and the script
 * @throws UsageError with each problem and the usage, in one line
 * @throws HelpRequest when `--help` is given
 */
export function parseFlags<F extends Flags>(
  args: readonly string[],
  commandLine: CommandLine<F>,
): FlagValues<F> & { readonly argument: string | undefined } {
  const { values, positionals } = parseTokens(args, commandLine);
  if (values.help !== undefined) throw new HelpRequest(formatHelp(commandLine));
  const problems: string[] = [];
  const [argument, ...extra] = positionals;
  const allowed = Object.keys(commandLine.argument?.values ?? {});
  if (argument !== undefined && !allowed.includes(argument))
    problems.push(
      `Unknown ${commandLine.argument?.name ?? 'argument'} "${argument}": it must be one of ${allowed.join(', ')}.`,
    );
  if (extra.length > 0) problems.push(`Unexpected argument "${extra.join(' ')}".`);

  const parsed: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(commandLine.flags)) {
    const text = values[name];
    if (text === undefined) {
      if (flag.required) problems.push(`--${name} is missing: it must be ${flag.expected}.`);
      continue;
    }
    parsed[name] = flag.parse(String(text));
    if (parsed[name] === undefined) problems.push(`--${name} is "${text}": it must be ${flag.expected}.`);
  }
  if (problems.length > 0) throw usageError(problems, commandLine);
  return { ...(parsed as FlagValues<F>), argument };
}

/**
 * Parses the command line of this process. Prints the help text and exits with 0 when `--help` is given; prints what is
 * wrong and exits with 2 when the command line is not allowed.
 */
export function readFlags<F extends Flags>(commandLine: CommandLine<F>): ReturnType<typeof parseFlags<F>> {
  try {
    return parseFlags(process.argv.slice(2), commandLine);
  } catch (error) {
    if (error instanceof HelpRequest) {
      process.stdout.write(`${error.message}\n`);
      process.exit(0);
    }
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

/** The error for a command line that is not allowed; one line. */
export function usageError(problems: readonly string[], commandLine: CommandLine<Flags>): UsageError {
  return new UsageError([...problems, `Usage: ${formatUsage(commandLine)}`].join(' '));
}

function parseTokens(
  args: readonly string[],
  commandLine: CommandLine<Flags>,
): { values: Readonly<Record<string, string | boolean | undefined>>; positionals: readonly string[] } {
  const options = Object.entries(commandLine.flags).map(
    ([name, { placeholder }]) => [name, { type: placeholder === undefined ? 'boolean' : 'string' }] as const,
  );
  try {
    return parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(options), help: { type: 'boolean' } },
      allowPositionals: commandLine.argument !== undefined,
    });
  } catch (error) {
    const [problem = ''] = (error as Error).message.split(/\. |\n/);
    throw usageError([`${problem}.`], commandLine);
  }
}

function formatUsage({ command, flags, argument }: CommandLine<Flags>): string {
  const words = Object.entries(flags).map(([name, flag]) => {
    const word = flagWord(name, flag);
    return flag.required ? word : `[${word}]`;
  });
  return [command, ...(argument ? [`[${argument.name.toUpperCase()}]`] : []), ...words].join(' ');
}

function formatHelp(commandLine: CommandLine<Flags>): string {
  const { argument, flags, description, details } = commandLine;
  const flagLines = Object.entries(flags).map(([name, flag]) => [
    flagWord(name, flag),
    `${flag.description}${flag.placeholder === undefined || flag.expected === 'text' ? '' : `: ${flag.expected}`}`,
  ]);
  const argumentLines = Object.entries(argument?.values ?? {});
  const width = Math.max(...[...flagLines, ...argumentLines].map(([word = '']) => word.length), '--help'.length);
  const list = (lines: readonly (readonly string[])[]) =>
    lines.map(([word = '', text = '']) => `  ${word.padEnd(width)}  ${text}`);
  return [
    `Usage: ${formatUsage(commandLine)}`,
    '',
    description,
    ...(argumentLines.length > 0 ? ['', ...list(argumentLines)] : []),
    '',
    ...list([...flagLines, ['--help', 'Print this text']]),
    ...(details === undefined ? [] : ['', details]),
  ].join('\n');
}

function flagWord(name: string, { placeholder }: Flag<unknown>): string {
  return placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`;
}
