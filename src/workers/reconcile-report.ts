import type { Finding, ReconcileResult } from '../contracts/reconcile.js';

/** Formats the result of a reconciliation: a summary line, and one line for each order repaired or left. */
export function formatReconciliation(result: ReconcileResult): string {
  const { looked, repaired, unresolved = [], problems = [] } = result;
  const counts = result.counts ?? { running: 0, repaired: repaired.length, unresolved: unresolved.length };
  const summary = [
    `${looked} orders examined`,
    `${counts.running} left to their workflows`,
    `${counts.repaired} repaired`,
    `${counts.unresolved} need attention`,
  ].join(', ');
  return [
    summary,
    ...formatFindings('Repaired', repaired, counts.repaired),
    ...formatFindings('Needs attention', unresolved, counts.unresolved),
    ...(problems.length > 0 ? ['', 'Not done', ...problems.map((problem) => `  ${problem}`)] : []),
    '',
  ].join('\n');
}

function formatFindings(title: string, findings: readonly Finding[], count: number): string[] {
  if (findings.length === 0) return [];
  return [
    '',
    title,
    ...findings.map(
      ({ orderId, status, remedy, reason = '', problem }) =>
        `  ${orderId}  ${(status ?? 'no order').padEnd(9)}  ${remedy.padEnd(19)}  ${reason}${problem === undefined ? '' : `; the repair failed: ${problem}`}`,
    ),
    ...(count > findings.length ? [`  and ${count - findings.length} more`] : []),
  ];
}
