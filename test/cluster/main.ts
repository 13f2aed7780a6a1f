import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { UsageError } from '../chaos/flags.js';
import { runProgram, printLine } from '../chaos/program.js';
import { builtApiEntry } from '../chaos/test-cluster.js';
import { describeCluster } from './report.js';
import { verifyCluster } from './verify-cluster.js';

const USAGE = 'usage: npm run verify:cluster -- [--report FILE]';

await runProgram('cluster', async (context) => {
  const reportFile = readReportFile();
  if (!existsSync(builtApiEntry())) throw new UsageError('the code is not built: npm run build');
  const report = await verifyCluster(context, printLine);
  printLine(describeCluster(report));
  if (reportFile !== undefined) await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
  return report.passed;
});

/** @throws FlagsRefused */
function readReportFile(): string | undefined {
  try {
    return parseArgs({ options: { report: { type: 'string' } } }).values.report;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0]}\n${USAGE}`);
  }
}
