import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import type { ChaosReport } from './report.js';

const BLOCK = /(<!-- full run: begin -->\n)[\s\S]*?(<!-- full run: end -->)/;

const number = (value: number) => value.toLocaleString('en-US');
const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, one) => total + one, 0);
const list = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([name, count]) => `${number(count)} ${name.replaceAll('_', ' ')}`)
    .join(', ') || 'none';

/** The figures of a run as a Markdown table. */
function formatFigures(report: ChaosReport): string {
  const { flags, orders, faults, failedCalls, unexpectedExits, seconds, stillInFlight, findings } = report;
  const injected = Object.values(faults).map((fault) => fault.injected);
  const { found, absent, withoutKey } = orders.unanswered;
  const checked = findings.filter((finding) => finding.checked !== null);
  const rows: [measure: string, result: string][] = [
    ['orders', `${number(orders.planned)}; ${number(orders.acknowledged)} acknowledged`],
    ['final statuses', list(orders.ended)],
    ['rejected', list(orders.rejected)],
    ['no response', list({ 'whose order exists': found, 'without an order': absent, 'without a key': withoutKey })],
    ['occurred', list(report.occurrences)],
    [
      'faults',
      `${number(injected.reduce((total, one) => total + one, 0))}, of ${injected.length} kinds, each at least ${Math.min(...injected)} times`,
    ],
    ...Object.entries(faults).map(([name, fault]): [string, string] => [`- ${name}`, number(fault.injected)]),
    ['repeated or abandoned calls', number(sum(failedCalls))],
    ['processes that exited without being killed', number(sum(unexpectedExits))],
    ['time', `${number(seconds.chaos)} s of chaos, ${number(seconds.settling)} s to settle`],
    ['left by reconciliation', report.unreconciled ?? 'nothing'],
    ['in flight afterwards', number(sum({ ...stillInFlight }))],
    [
      'invariants checked, violations',
      `${checked.length}, ${checked.reduce((total, { violations }) => total + violations, 0)}`,
    ],
    ['violated API guarantees', number(report.brokenGuarantees.length)],
  ];
  const command = `npm run chaos -- --orders ${flags.orders} --minutes ${flags.minutes} --seed ${flags.seed}`;
  const filter = flags.faults ? ` --faults ${flags.faults.join(',')}` : '';
  return [
    `\n\`\`\`sh\n${command}${filter}\n\`\`\`\n`,
    '| Measure | Result |',
    '| --- | --- |',
    ...rows.map(([measure, result]) => `| ${measure} | ${result} |`),
    '\n',
  ].join('\n');
}

/**
 * Replaces the marked block of a Markdown document with the figures of a run.
 *
 * @throws when the document has no marked block
 */
export async function writeFigures(file: string, report: ChaosReport): Promise<void> {
  const document = await readFile(file, 'utf8');
  if (!BLOCK.test(document)) throw new Error(`${file} has no block between "full run: begin" and "full run: end".`);
  const replaced = document.replace(BLOCK, (_, begin: string, end: string) => begin + formatFigures(report) + end);
  const options = await resolveConfig(file);
  await writeFile(file, await format(replaced, { ...options, parser: 'markdown' }));
}
