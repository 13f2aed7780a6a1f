import type { Finding } from '../../src/audit/audit.js';
import { formatFindings } from '../../src/audit/report.js';
import type { ChaosFlags } from './flags.js';
import { FAULT_KINDS, faultName } from './fault-kinds.js';
import type { PlannedFault } from './plan.js';
import type { Outcomes } from './api-guarantees.js';
import type { InFlight } from './wait-until-settled.js';

/** Everything that is to be known of a run. */
export interface ChaosReport {
  readonly flags: ChaosFlags;
  readonly orders: { readonly planned: number } & Omit<Outcomes, 'broken'>;
  /** By kind: how often it was planned, and how often it happened. */
  readonly faults: Readonly<Record<string, { readonly planned: number; readonly injected: number }>>;
  /** What the customers heard instead of an answer. */
  readonly failedCalls: Readonly<Record<string, number>>;
  /** What processes said that ended without having been killed. */
  readonly unexpectedExits: Readonly<Record<string, number>>;
  readonly seconds: { readonly chaos: number; readonly settling: number; readonly total: number };
  readonly stillInFlight: InFlight;
  readonly findings: readonly Finding[];
  readonly brokenGuarantees: readonly string[];
  readonly passed: boolean;
}

/** How often each kind of fault was planned and done. */
export function countFaults(
  planned: readonly PlannedFault[],
  injected: readonly PlannedFault[],
): ChaosReport['faults'] {
  const times = (faults: readonly PlannedFault[], name: string) =>
    faults.filter((one) => faultName(one) === name).length;
  return Object.fromEntries(
    FAULT_KINDS.map(faultName).map((name) => [
      name,
      { planned: times(planned, name), injected: times(injected, name) },
    ]),
  );
}

/** The report as people read it. */
export function describeChaos(report: ChaosReport): string {
  const { orders, faults, failedCalls, unexpectedExits, seconds, stillInFlight, findings, brokenGuarantees, passed } =
    report;
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const injected = Object.values(faults).reduce((sum, fault) => sum + fault.injected, 0);
  const lines = [
    formatFindings(findings),
    `orders      ${orders.planned} planned, ${orders.acknowledged} acknowledged`,
    `  ended     ${list(orders.ended)}`,
    `  refused   ${list(orders.rejected)}`,
    `  no answer ${list(orders.unanswered)}`,
    `faults      ${injected} done`,
    ...Object.entries(faults).map(([name, fault]) => `  ${name.padEnd(20)} ${fault.injected} of ${fault.planned}`),
    'calls of the API that had to be repeated, or were given up:',
    ...Object.entries(failedCalls).map(([why, count]) => `  ${count} times ${why}`),
    'processes that ended by themselves:',
    ...Object.entries(unexpectedExits).map(([how, count]) => `  ${count} times ${how}`),
    `in flight at the end: ${list({ ...stillInFlight })}`,
    `seconds: ${list({ ...seconds })}`,
    ...brokenGuarantees.map((promise) => `BROKEN: ${promise}`),
    passed ? 'PASSED' : 'FAILED',
  ];
  return `${lines.join('\n')}\n`;
}
