import { formatFindings } from '../../src/audit/report.js';
import type { Verification } from '../chaos/verification.js';
import type { AcceptanceResult } from './acceptance-suite.js';
import type { ProcessKill } from './kill-processes.js';

/** Everything that is to be known of a run. */
export interface ClusterReport extends Omit<Verification, 'outcomes' | 'passed'> {
  /** What the programs say of themselves. */
  readonly versions: Readonly<Record<string, string>>;
  /** How many processes of each service ran. */
  readonly services: Readonly<Record<string, number>>;
  readonly acceptance: AcceptanceResult;
  readonly orders: { readonly planned: number } & Verification['outcomes'];
  readonly kills: readonly ProcessKill[];
  /** What the customers heard instead of an answer. */
  readonly failedCalls: Readonly<Record<string, number>>;
  /** What processes said that ended without having been killed. */
  readonly unexpectedExits: Readonly<Record<string, number>>;
  readonly killPhaseSeconds: number;
  readonly passed: boolean;
}

/** The report as people read it. */
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
    `orders      ${orders.planned} planned, ${orders.acknowledged} acknowledged, in ${report.killPhaseSeconds} s`,
    `  ended     ${list(orders.ended)}`,
    `  refused   ${list(orders.rejected)}`,
    `  no answer ${list(orders.unanswered)}`,
    `killed, and back after so many seconds:`,
    ...report.kills.map(({ name, recoverySeconds }) => `  ${name.padEnd(20)} ${recoverySeconds}`),
    'calls of the API that had to be repeated, or were given up:',
    ...Object.entries(report.failedCalls).map(([why, count]) => `  ${count} times ${why}`),
    `ended by themselves: ${list(report.unexpectedExits)}`,
    `in flight after ${report.settlingSeconds} s more: ${list({ ...stillInFlight })}`,
    ...report.brokenGuarantees.map((promise) => `BROKEN: ${promise}`),
    report.passed ? 'PASSED' : 'FAILED',
  ];
  return `${lines.join('\n')}\n`;
}
