import { CommanderError } from 'commander';
import { createContext, UsageError, type CliEnvironment } from './context.ts';
import { describeError } from './describe-error.ts';
import { createProgram } from './program.ts';
import type { ExitCode } from './run.ts';

/** Runs one command. @param args - without the program and the script */
export async function runCli(args: readonly string[], environment: CliEnvironment): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  let json = false;
  const program = createProgram(environment, async (options, work) => {
    json = options.json ?? false;
    exitCode = await work(createContext(environment, options));
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed its message.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    environment.err.write(`${describeError(error, json)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}
