import type { Finding } from '../../src/audit/audit.js';
import { describeFindings } from '../../src/audit/report.js';
import type { Flags } from './flags.js';
import { FAULT_KINDS, nameOf } from './kinds.js';
import type { PlannedFault } from './plan.js';
import type { Outcomes } from './promises.js';
import type { InFlight } from './settle.js';

/** Everything that is to be known of a run. */
export interface ChaosReport {
  readonly flags: Flags;
  readonly orders: { readonly planned: number } & Omit<Outcomes, 'broken'>;
  /** By kind: how often it was planned, and how often it happened. */
  readonly faults: Readonly<Record<string, { readonly planned: number; readonly done: number }>>;
  /** What the customers heard instead of an answer. */
  readonly failedCalls: Readonly<Record<string, number>>;
  /** What processes said that ended without having been killed. */
  readonly endedByThemselves: Readonly<Record<string, number>>;
  readonly seconds: { readonly chaos: number; readonly settling: number; readonly total: number };
  readonly stillInFlight: InFlight;
  readonly findings: readonly Finding[];
  readonly brokenPromises: readonly string[];
  readonly passed: boolean;
}

/** How often each kind of fault was planned and done. */
export function countFaults(planned: readonly PlannedFault[], done: readonly PlannedFault[]): ChaosReport['faults'] {
  const times = (faults: readonly PlannedFault[], name: string) => faults.filter((one) => nameOf(one) === name).length;
  return Object.fromEntries(
    FAULT_KINDS.map(nameOf).map((name) => [name, { planned: times(planned, name), done: times(done, name) }]),
  );
}

/** The report as people read it. */
export function describeChaos(report: ChaosReport): string {
  const { orders, faults, failedCalls, endedByThemselves, seconds, stillInFlight, findings, brokenPromises, passed } =
    report;
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const done = Object.values(faults).reduce((sum, fault) => sum + fault.done, 0);
  const lines = [
    describeFindings(findings),
    `orders      ${orders.planned} planned, ${orders.acknowledged} acknowledged`,
    `  ended     ${list(orders.ended)}`,
    `  refused   ${list(orders.refused)}`,
    `  no answer ${list(orders.unanswered)}`,
    `faults      ${done} done`,
    ...Object.entries(faults).map(([name, fault]) => `  ${name.padEnd(20)} ${fault.done} of ${fault.planned}`),
    'calls of the API that had to be repeated, or were given up:',
    ...Object.entries(failedCalls).map(([why, count]) => `  ${count} times ${why}`),
    'processes that ended by themselves:',
    ...Object.entries(endedByThemselves).map(([how, count]) => `  ${count} times ${how}`),
    `in flight at the end: ${list({ ...stillInFlight })}`,
    `seconds: ${list({ ...seconds })}`,
    ...brokenPromises.map((promise) => `BROKEN: ${promise}`),
    passed ? 'PASSED' : 'FAILED',
  ];
  return `${lines.join('\n')}\n`;
}
