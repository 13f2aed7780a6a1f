import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { ConfigurationError } from '../../src/config/config.js';
import { resolveToxiproxy } from '../kit/toxiproxy.js';
import { readFlags, UsageError } from '../../src/process/flags.js';
import { CHAOS_COMMAND_LINE } from './flags.js';
import { runProgram, printLine, unlessAborted } from './program.js';
import { describeChaos } from './report.js';
import { runChaos } from './run.js';
import { startTestCluster, builtApiEntry } from './test-cluster.js';

const flags = readFlags(CHAOS_COMMAND_LINE);

await runProgram('chaos', async ({ folder, signal, register }) => {
  if (!existsSync(builtApiEntry())) throw new UsageError('The code is not built. Run `npm run build` first.');
  const toxiproxy = await resolveToxiproxy().catch(skipUnlessInCi);
  const cluster = await unlessAborted(startTestCluster(folder, toxiproxy, register), signal);
  try {
    const report = await runChaos(flags, cluster, printLine, signal);
    printLine(describeChaos(report));
    if (flags.report !== undefined) await writeFile(flags.report, `${JSON.stringify(report, null, 2)}\n`);
    return report.passed;
  } finally {
    await cluster.stop();
  }
});

function skipUnlessInCi(error: unknown): never {
  if (process.env.CI || error instanceof ConfigurationError) throw error;
  printLine(`Chaos is skipped: ${(error as Error).message}`);
  process.exit(0);
}
