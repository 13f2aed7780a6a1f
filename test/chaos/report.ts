import type { Finding } from '../../src/audit/audit.js';
import { formatFindings } from '../../src/audit/report.js';
import type { ChaosFlags } from './flags.js';
import { faultName } from './fault-kinds.js';
import type { PlannedFault } from './plan.js';
import type { Occurrences } from './occurrences.js';
import type { Outcomes } from './api-guarantees.js';
import type { InFlight } from './wait-until-settled.js';

/** The report of a run. */
export interface ChaosReport {
  readonly flags: ChaosFlags;
  readonly orders: { readonly planned: number } & Omit<Outcomes, 'broken'>;
  /** Planned and injected faults, by kind. */
  readonly faults: Readonly<Record<string, { readonly planned: number; readonly injected: number }>>;
  /** The outcomes of the orders of overloads. */
  readonly overload: Readonly<Record<string, number>>;
  readonly occurrences: Occurrences;
  /** Failed API calls, by failure. */
  readonly failedCalls: Readonly<Record<string, number>>;
  /** Processes that ended without having been killed, by how they ended. */
  readonly unexpectedExits: Readonly<Record<string, number>>;
  readonly seconds: { readonly chaos: number; readonly settling: number; readonly total: number };
  /** What reconciliation left to an operator after the faults; null when it left nothing. */
  readonly unreconciled: string | null;
  readonly stillInFlight: InFlight;
  readonly findings: readonly Finding[];
  readonly brokenGuarantees: readonly string[];
  readonly passed: boolean;
}

/** Counts the planned and injected faults of each kind. */
export function countFaults(
  planned: readonly PlannedFault[],
  injected: readonly PlannedFault[],
): ChaosReport['faults'] {
  const times = (faults: readonly PlannedFault[], name: string) =>
    faults.filter((one) => faultName(one) === name).length;
  return Object.fromEntries(
    [...new Set(planned.map(faultName))].map((name) => [
      name,
      { planned: times(planned, name), injected: times(injected, name) },
    ]),
  );
}

/** Formats the report as text. */
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
    `orders      ${orders.planned} planned, ${orders.acknowledged} accepted`,
    `  ended     ${list(orders.ended)}`,
    `  rejected  ${list(orders.rejected)}`,
    `  no answer ${list(orders.unanswered)}`,
    `overload    ${list(report.overload)}`,
    `occurred    ${list(report.occurrences)}`,
    `faults      ${injected} injected`,
    ...Object.entries(faults).map(([name, fault]) => `  ${name.padEnd(32)} ${fault.injected} of ${fault.planned}`),
    'failed API calls (repeated or abandoned):',
    ...Object.entries(failedCalls).map(([why, count]) => `  ${count} × ${why}`),
    'processes that ended unexpectedly:',
    ...Object.entries(unexpectedExits).map(([how, count]) => `  ${count} × ${how}`),
    `reconciliation left: ${report.unreconciled ?? 'nothing'}`,
    `in flight at the end: ${list({ ...stillInFlight })}`,
    `seconds: ${list({ ...seconds })}`,
    ...brokenGuarantees.map((guarantee) => `BROKEN: ${guarantee}`),
    passed ? 'PASSED' : 'FAILED',
  ];
  return `${lines.join('\n')}\n`;
}
