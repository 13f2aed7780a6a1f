import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { FlagsRefused } from '../chaos/flags.js';
import { runProgram, say } from '../chaos/program.js';
import { builtEntry } from '../chaos/town.js';
import { describeCluster } from './report.js';
import { verifyCluster } from './verify.js';

const USAGE = 'usage: npm run verify:cluster -- [--report FILE]';

await runProgram('cluster', async (scene) => {
  const file = readReportFile();
  if (!existsSync(builtEntry())) throw new FlagsRefused('the code is not built: npm run build');
  const report = await verifyCluster(scene, say);
  say(describeCluster(report));
  if (file !== undefined) await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  return report.passed;
});

/** @throws FlagsRefused */
function readReportFile(): string | undefined {
  try {
    return parseArgs({ options: { report: { type: 'string' } } }).values.report;
  } catch (error) {
    throw new FlagsRefused(`${(error as Error).message.split('\n')[0]}\n${USAGE}`);
  }
}
