import { Command } from 'commander';
import { addAdjust } from './commands/adjust.ts';
import { addCancel } from './commands/cancel.ts';
import { addFollow } from './commands/follow.ts';
import { addGet } from './commands/get.ts';
import { addImport } from './commands/import.ts';
import { addList } from './commands/list.ts';
import { addPlace } from './commands/place.ts';
import { addRefund } from './commands/refund.ts';
import type { CliEnvironment } from './context.ts';
import type { Run, Work } from './run.ts';

/** The options of every command. */
interface GlobalOptions {
  readonly url?: string;
  readonly json?: boolean;
}

type Start = (options: GlobalOptions, work: Work) => Promise<void>;

/** Describes every command. Errors of the command line are thrown as CommanderError after they are printed. */
export function createProgram({ out, err }: CliEnvironment, start: Start): Command {
  const program = new Command('orders')
    .description('Places and operates orders over the HTTP API of the order service.')
    .version('0.1.0')
    .option('--url <url>', 'URL of the API; by default ORDERS_URL, or http://localhost:3000')
    .option('--json', 'print one JSON value per line instead of tables')
    .addHelpText('after', ENVIRONMENT)
    .exitOverride()
    .showHelpAfterError('Run with --help to see what is allowed.')
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) });
  const run: Run = (command, work) => start(command.optsWithGlobals<GlobalOptions>(), work);
  const additions = [addPlace, addGet, addList, addFollow, addCancel, addRefund, addAdjust, addImport];
  for (const add of additions) add(program, run);
  return program;
}

const ENVIRONMENT = `
Environment:
  ORDERS_URL      URL of the API
  ORDERS_TOKEN    access token
  ORDERS_API_KEY  API key, instead of an access token

Exit codes: 0 done, 1 failed, 2 wrong command line or environment.`;
