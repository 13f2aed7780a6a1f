import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigurationError } from '../../src/config.js';
import { resolveToxiproxy } from '../support/toxiproxy.js';
import { FlagsRefused, readFlags, type Flags } from './flags.js';
import { describeChaos } from './report.js';
import { runChaos } from './run.js';
import type { Supervised } from './supervised.js';
import { buildTown, builtEntry, type Town } from './town.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** The user has seen enough. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

try {
  const flags = readFlags(process.argv.slice(2));
  if (!existsSync(builtEntry())) throw new FlagsRefused('the code is not built: npm run build');
  const toxiproxy = await resolveToxiproxy().catch(skipUnlessInCi);
  process.exit((await run(flags, toxiproxy)) ? 0 : 1);
} catch (error) {
  const refused = error instanceof FlagsRefused || error instanceof ConfigurationError;
  const told = refused || error instanceof Interrupted;
  process.stderr.write(`${told ? error.message : String((error as Error).stack)}\n`);
  process.exit(refused ? 2 : error instanceof Interrupted ? 130 : 1);
}

function skipUnlessInCi(error: unknown): never {
  if (process.env.CI || error instanceof ConfigurationError) throw error;
  say(`chaos is skipped: ${(error as Error).message}`);
  process.exit(0);
}

/** @returns whether all held */
async function run(flags: Flags, toxiproxy: string): Promise<boolean> {
  const folder = path.join(tmpdir(), `durable-orders-chaos-${randomUUID()}`);
  const processes: Supervised[] = [];
  const told = new AbortController();
  // Each order waits for it.
  setMaxListeners(0, told.signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => told.abort(new Interrupted(`stopped by ${signal}; everything is being ended`)));
  }
  process.once('exit', () => processes.forEach((one) => one.kill9()));

  let town: Town | undefined;
  let passed = false;
  try {
    town = await Promise.race([
      buildTown(folder, toxiproxy, (one) => void processes.push(one)),
      new Promise<never>((_, reject) =>
        told.signal.addEventListener('abort', () => reject(told.signal.reason as Error)),
      ),
    ]);
    const report = await runChaos(flags, town, say, told.signal);
    say(describeChaos(report));
    if (flags.report !== undefined) await writeFile(flags.report, `${JSON.stringify(report, null, 2)}\n`);
    passed = report.passed;
    return passed;
  } finally {
    await Promise.all(processes.map((one) => one.stop(0)));
    await town?.stop();
    if (passed || told.signal.aborted) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    else say(`state and logs are in ${folder}`);
  }
}
