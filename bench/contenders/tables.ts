import { digits, table } from '../table.js';
import { median } from '../statistics.js';
import { CONTENDERS, type ContenderName } from './names.js';
import type { Summary } from './round.js';

/** How fast they are, each beside the floor and the textbook. */
export function tableOf(summaries: readonly Summary[]): string {
  const ratesOf = (name: ContenderName) => summaries.find(({ contender }) => contender === name)?.rates;
  return table(
    summaries.map(
      ({ contender, ordersPerSecond, rates, acceptP50, acceptP99, confirmP50, confirmP99, cpuMs, disturbance }) => ({
        contender: CONTENDERS[contender],
        'orders/s': digits(ordersPerSecond),
        'of the floor': ratio(rates, ratesOf('floor')),
        'of the textbook': ratio(rates, ratesOf('textbook')),
        'accept p50, ms': acceptP50 && digits(acceptP50),
        'accept p99, ms': acceptP99 && digits(acceptP99),
        'confirm p50, ms': digits(confirmP50),
        'confirm p99, ms': digits(confirmP99),
        'CPU ms/order': digits(Object.values(cpuMs).reduce((total, ms) => total + ms, 0)),
        'disturbed, cores': digits(disturbance, 2),
      }),
    ),
  );
}

/** Of each round with the same round, so that a machine that grows slower does not tell. */
function ratio(rates: readonly number[], others: readonly number[] | undefined): number | undefined {
  return others && digits(median(rates.map((rate, round) => rate / (others[round] ?? NaN))));
}

/** What they cost, process by process. */
export function cpuTableOf(summaries: readonly Summary[]): string {
  const processes = [...new Set(summaries.flatMap(({ cpuMs }) => Object.keys(cpuMs)))];
  return table(
    summaries.map(({ contender, cpuMs, memoryMb }) => ({
      'CPU ms an order (memory, MB)': contender,
      ...Object.fromEntries(processes.map((process) => [process, cell(cpuMs[process], memoryMb[process])])),
    })),
  );
}

function cell(cpuMs: number | undefined, memoryMb: number | undefined): string | undefined {
  return cpuMs === undefined ? undefined : `${digits(cpuMs)} (${Math.round(memoryMb ?? 0)})`;
}
