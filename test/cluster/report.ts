import { describeFindings } from '../../src/audit/report.js';
import type { Reckoning } from '../chaos/reckoning.js';
import type { Acceptance } from './acceptance.js';
import type { Kill } from './kills.js';

/** Everything that is to be known of a run. */
export interface ClusterReport extends Omit<Reckoning, 'outcomes' | 'held'> {
  /** What the programs say of themselves. */
  readonly versions: Readonly<Record<string, string>>;
  /** How many processes of each service ran. */
  readonly services: Readonly<Record<string, number>>;
  readonly acceptance: Acceptance;
  readonly orders: { readonly planned: number } & Reckoning['outcomes'];
  readonly kills: readonly Kill[];
  /** What the customers heard instead of an answer. */
  readonly failedCalls: Readonly<Record<string, number>>;
  /** What processes said that ended without having been killed. */
  readonly endedByThemselves: Readonly<Record<string, number>>;
  readonly killingSeconds: number;
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
    describeFindings(report.findings),
    ...Object.values(report.versions),
    `processes   ${list(report.services)}`,
    `acceptance  ${acceptance.passed} passed, ${acceptance.failed} failed`,
    ...acceptance.failures.map((name) => `  FAILED ${name}`),
    `orders      ${orders.planned} planned, ${orders.acknowledged} acknowledged, in ${report.killingSeconds} s`,
    `  ended     ${list(orders.ended)}`,
    `  refused   ${list(orders.refused)}`,
    `  no answer ${list(orders.unanswered)}`,
    `killed, and back after so many seconds:`,
    ...report.kills.map(({ name, backAfterSeconds }) => `  ${name.padEnd(20)} ${backAfterSeconds}`),
    'calls of the API that had to be repeated, or were given up:',
    ...Object.entries(report.failedCalls).map(([why, count]) => `  ${count} times ${why}`),
    `ended by themselves: ${list(report.endedByThemselves)}`,
    `in flight after ${report.settlingSeconds} s more: ${list({ ...stillInFlight })}`,
    ...report.brokenPromises.map((promise) => `BROKEN: ${promise}`),
    report.passed ? 'PASSED' : 'FAILED',
  ];
  return `${lines.join('\n')}\n`;
}
