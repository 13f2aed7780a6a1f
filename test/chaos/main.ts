import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { ConfigurationError } from '../../src/config/config.js';
import { resolveToxiproxy } from '../kit/toxiproxy.js';
import { readFlags, UsageError } from '../../src/process/flags.js';
import { mountDisks } from './disk.js';
import { FAULT_KINDS } from './fault-kinds.js';
import { writeFigures } from './figures.js';
import { CHAOS_COMMAND_LINE } from './flags.js';
import { runProgram, printLine, unlessAborted } from './program.js';
import { describeChaos } from './report.js';
import { runChaos } from './run.js';
import { startTestCluster, builtApiEntry, type TestCluster } from './test-cluster.js';

const flags = readFlags(CHAOS_COMMAND_LINE);

await runProgram('chaos', async ({ folder, signal, register }) => {
  if (!existsSync(builtApiEntry())) throw new UsageError('The code is not built. Run `npm run build` first.');
  const toxiproxy = await resolveToxiproxy().catch(skipUnlessInCi);
  const selected = FAULT_KINDS.filter(({ kind }) => flags.faults?.includes(kind) ?? true);
  const versioned = selected.some(({ kind }) => kind === 'version');
  const disks = await mountDisks(folder);
  const kinds = selected.filter((fault) => fault.kind !== 'full-disk' || disks.has(fault.disk));
  if (kinds.length < selected.length) printLine('Full disks are left out: they need root on Linux.');
  let cluster: TestCluster | undefined;
  try {
    cluster = await unlessAborted(startTestCluster(folder, toxiproxy, register, { disks, versioned }), signal);
    const report = await runChaos({ flags, kinds, cluster, printLine, signal });
    printLine(describeChaos(report));
    if (flags.report !== undefined) await writeFile(flags.report, `${JSON.stringify(report, null, 2)}\n`);
    if (flags.figures !== undefined) await writeFigures(flags.figures, report);
    return report.passed;
  } finally {
    await cluster?.stop();
    for (const disk of disks.values()) await disk.unmount();
  }
});

function skipUnlessInCi(error: unknown): never {
  if (process.env.CI || error instanceof ConfigurationError) throw error;
  printLine(`Chaos is skipped: ${(error as Error).message}`);
  process.exit(0);
}
