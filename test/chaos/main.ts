import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { ConfigurationError } from '../../src/config.js';
import { resolveToxiproxy } from '../support/toxiproxy.js';
import { FlagsRefused, readFlags } from './flags.js';
import { runProgram, say, unlessTold } from './program.js';
import { describeChaos } from './report.js';
import { runChaos } from './run.js';
import { buildTown, builtEntry } from './town.js';

await runProgram('chaos', async ({ folder, signal, own }) => {
  const flags = readFlags(process.argv.slice(2));
  if (!existsSync(builtEntry())) throw new FlagsRefused('the code is not built: npm run build');
  const toxiproxy = await resolveToxiproxy().catch(skipUnlessInCi);
  const town = await unlessTold(buildTown(folder, toxiproxy, own), signal);
  try {
    const report = await runChaos(flags, town, say, signal);
    say(describeChaos(report));
    if (flags.report !== undefined) await writeFile(flags.report, `${JSON.stringify(report, null, 2)}\n`);
    return report.passed;
  } finally {
    await town.stop();
  }
});

function skipUnlessInCi(error: unknown): never {
  if (process.env.CI || error instanceof ConfigurationError) throw error;
  say(`chaos is skipped: ${(error as Error).message}`);
  process.exit(0);
}
