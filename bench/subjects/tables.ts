import { roundToDigits, table } from '../table.js';
import { SUBJECTS } from './names.js';
import type { Summary } from './round.js';

/** Throughput and latency, compared with the baseline and the naive saga. */
export function resultsTable(summaries: readonly Summary[]): string {
  return table(
    summaries.map((summary) => ({
      subject: SUBJECTS[summary.subject],
      'orders/s': roundToDigits(summary.ordersPerSecond),
      'vs baseline': cell(summary.ratioToBaseline),
      'vs naive saga': cell(summary.ratioToNaiveSaga),
      'accept p50, ms': cell(summary.acceptP50),
      'accept p99, ms': cell(summary.acceptP99),
      'confirm p50, ms': roundToDigits(summary.confirmP50),
      'confirm p99, ms': roundToDigits(summary.confirmP99),
      'accept/confirm p50': cell(summary.acceptToConfirmRatio),
      'CPU ms/order': roundToDigits(Object.values(summary.cpuMs).reduce((total, ms) => total + ms, 0)),
      'background load, cores': roundToDigits(summary.backgroundLoad, 2),
    })),
  );
}

function cell(value: number | undefined): number | undefined {
  return value === undefined ? undefined : roundToDigits(value);
}

export function cpuTable(summaries: readonly Summary[]): string {
  const processes = [...new Set(summaries.flatMap(({ cpuMs }) => Object.keys(cpuMs)))];
  return table(
    summaries.map((summary) => ({
      'CPU ms per order (memory, MB)': summary.subject,
      ...costsByProcess(summary, processes),
    })),
  );
}

/** CPU ms per order and memory in MB by process; undefined when the subject has no such process. */
export function costsByProcess(
  { cpuMs, memoryMb }: Summary,
  processes: readonly string[],
): Record<string, string | undefined> {
  return Object.fromEntries(
    processes.map((process) => {
      const ms = cpuMs[process];
      return [process, ms === undefined ? undefined : `${roundToDigits(ms)} (${Math.round(memoryMb[process] ?? 0)})`];
    }),
  );
}
