import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { textFlag } from '../../src/process/flag-types.js';
import { readFlags, UsageError } from '../../src/process/flags.js';
import { printLine, runProgram } from '../chaos/program.js';
import { builtApiEntry } from '../chaos/test-cluster.js';
import { describeCluster } from './report.js';
import { verifyCluster } from './verify-cluster.js';

const flags = readFlags({
  command: 'npm run verify:cluster --',
  description:
    'Runs the services of the compose files natively, runs the acceptance suite, kills processes and audits.',
  flags: { report: textFlag('FILE', 'Write the report as JSON to this path') },
});

await runProgram('cluster', async (context) => {
  if (!existsSync(builtApiEntry())) throw new UsageError('The code is not built. Run `npm run build` first.');
  const report = await verifyCluster(context, printLine);
  printLine(describeCluster(report));
  if (flags.report !== undefined) await writeFile(flags.report, `${JSON.stringify(report, null, 2)}\n`);
  return report.passed;
});
