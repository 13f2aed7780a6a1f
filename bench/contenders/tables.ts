import { digits, table } from '../table.js';
import { CONTENDERS } from './names.js';
import type { Summary } from './round.js';

/** How fast they are, each beside the floor and the textbook. */
export function tableOf(summaries: readonly Summary[]): string {
  return table(
    summaries.map((summary) => ({
      contender: CONTENDERS[summary.contender],
      'orders/s': digits(summary.ordersPerSecond),
      'of the floor': cell(summary.ofFloor),
      'of the textbook': cell(summary.ofTextbook),
      'accept p50, ms': cell(summary.acceptP50),
      'accept p99, ms': cell(summary.acceptP99),
      'confirm p50, ms': digits(summary.confirmP50),
      'confirm p99, ms': digits(summary.confirmP99),
      'accept/confirm p50': cell(summary.acceptOfConfirm),
      'CPU ms/order': digits(Object.values(summary.cpuMs).reduce((total, ms) => total + ms, 0)),
      'disturbed, cores': digits(summary.disturbance, 2),
    })),
  );
}

function cell(value: number | undefined): number | undefined {
  return value === undefined ? undefined : digits(value);
}

/** What they cost, process by process. */
export function cpuTableOf(summaries: readonly Summary[]): string {
  const processes = [...new Set(summaries.flatMap(({ cpuMs }) => Object.keys(cpuMs)))];
  return table(
    summaries.map((summary) => ({
      'CPU ms an order (memory, MB)': summary.contender,
      ...costsOf(summary, processes),
    })),
  );
}

/** By process, its CPU in ms an order, and its memory in MB; undefined where the contender has no such process. */
export function costsOf(
  { cpuMs, memoryMb }: Summary,
  processes: readonly string[],
): Record<string, string | undefined> {
  return Object.fromEntries(
    processes.map((process) => {
      const ms = cpuMs[process];
      return [process, ms === undefined ? undefined : `${digits(ms)} (${Math.round(memoryMb[process] ?? 0)})`];
    }),
  );
}
