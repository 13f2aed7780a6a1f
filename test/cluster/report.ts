import { formatFindings } from '../../src/audit/report.js';
import type { Verification } from '../chaos/verification.js';
import type { AcceptanceResult } from './acceptance-suite.js';
import type { ProcessKill } from './kill-processes.js';

/** The report of a run. */
export interface ClusterReport extends Omit<Verification, 'outcomes' | 'passed'> {
  /** First line of `--version`, by program. */
  readonly versions: Readonly<Record<string, string>>;
  /** Number of processes, by service. */
  readonly services: Readonly<Record<string, number>>;
  readonly acceptance: AcceptanceResult;
  readonly orders: { readonly planned: number } & Verification['outcomes'];
  readonly kills: readonly ProcessKill[];
  /** Failed API calls, by failure. */
  readonly failedCalls: Readonly<Record<string, number>>;
  /** Processes that ended without having been killed, by how they ended. */
  readonly unexpectedExits: Readonly<Record<string, number>>;
  readonly killPhaseSeconds: number;
  readonly passed: boolean;
}

/** Formats the report as text. */
export function describeCluster(report: ClusterReport): string {
  const { acceptance, orders, stillInFlight } = report;
  const list = (counts: Readonly<Record<string, number | string>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const lines = [
    formatFindings(report.findings),
    ...Object.values(report.versions),
    `processes   ${list(report.services)}`,
    `acceptance  ${acceptance.passed} passed, ${acceptance.failed} failed`,
    ...acceptance.failures.map((name) => `  FAILED ${name}`),
    `orders      ${orders.planned} planned, ${orders.acknowledged} accepted, in ${report.killPhaseSeconds} s`,
    `  ended     ${list(orders.ended)}`,
    `  rejected  ${list(orders.rejected)}`,
    `  no answer ${list(orders.unanswered)}`,
    'seconds from kill to ready:',
    ...report.kills.map(({ name, recoverySeconds }) => `  ${name.padEnd(20)} ${recoverySeconds}`),
    'failed API calls (repeated or abandoned):',
    ...Object.entries(report.failedCalls).map(([why, count]) => `  ${count} × ${why}`),
    `processes that ended unexpectedly: ${list(report.unexpectedExits)}`,
    `in flight after ${report.settlingSeconds} s of settling: ${list({ ...stillInFlight })}`,
    ...report.brokenGuarantees.map((guarantee) => `BROKEN: ${guarantee}`),
    report.passed ? 'PASSED' : 'FAILED',
  ];
  return `${lines.join('\n')}\n`;
}
