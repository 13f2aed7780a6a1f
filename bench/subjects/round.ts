import type { LoadResult, TimedPlaceOrder } from '../load/loops.js';
import { backgroundCpuSeconds, usageOf } from '../processes/usage.js';
import { groupBy, median, medianRatio, percentile } from '../statistics.js';
import type { Subject } from './subject.js';
import type { SubjectName } from './names.js';

/** The result of one round of one subject. */
export interface Round {
  readonly subject: SubjectName;
  /** Name of the load profile. */
  readonly loop: string;
  readonly ordersPerSecond: number;
  /** In ms, one for each order; empty for a subject that does not report acceptance. */
  readonly acceptMs: readonly number[];
  readonly confirmMs: readonly number[];
  /** CPU ms per order, by process. */
  readonly cpuMs: Readonly<Record<string, number>>;
  /** Memory at the end of the round, by process. */
  readonly memoryMb: Readonly<Record<string, number>>;
  /** Cores that other processes of the machine kept busy; near 0 on an idle machine. */
  readonly backgroundLoad: number;
}

export async function runRound(
  { name, place, processes }: Subject,
  loop: string,
  load: (place: TimedPlaceOrder) => Promise<LoadResult>,
): Promise<Round> {
  const before = await usageOf(processes);
  const backgroundCpuBefore = await backgroundCpuSeconds(processes);
  const { seconds, latencies } = await load(place);
  const backgroundCpu = (await backgroundCpuSeconds(processes)) - backgroundCpuBefore;
  const after = [...(await usageOf(processes))];
  const orders = latencies.length;
  const cpu = after.map(([process, { cpuSeconds }]) => {
    return [process, cpuSeconds - (before.get(process)?.cpuSeconds ?? 0)] as const;
  });
  return {
    subject: name,
    loop,
    ordersPerSecond: orders / seconds,
    acceptMs: latencies.map(({ acceptMs }) => acceptMs).filter((ms) => ms !== undefined),
    confirmMs: latencies.map(({ confirmMs }) => confirmMs),
    cpuMs: Object.fromEntries(cpu.map(([process, cpuSeconds]) => [process, (cpuSeconds * 1_000) / orders])),
    memoryMb: Object.fromEntries(after.map(([process, { memoryBytes }]) => [process, memoryBytes / 1_048_576])),
    backgroundLoad: Math.max(0, backgroundCpu) / seconds,
  };
}

/** Medians over the rounds of one subject and load profile; the 99th percentiles are over all orders. */
export interface Summary {
  readonly subject: SubjectName;
  readonly loop: string;
  readonly ordersPerSecond: number;
  /** Orders per second divided by those of the baseline or naive saga; undefined when it was not measured. */
  readonly ratioToBaseline: number | undefined;
  readonly ratioToNaiveSaga: number | undefined;
  readonly acceptP50: number | undefined;
  readonly acceptP99: number | undefined;
  readonly confirmP50: number;
  readonly confirmP99: number;
  /** Median acceptance latency divided by median confirmation latency. */
  readonly acceptToConfirmRatio: number | undefined;
  readonly cpuMs: Readonly<Record<string, number>>;
  readonly memoryMb: Readonly<Record<string, number>>;
  readonly backgroundLoad: number;
}

export function summarize(rounds: readonly Round[]): Summary[] {
  const groups = groupBy(rounds, ({ subject, loop }) => `${loop} ${subject}`);
  const ratesOf = (group: readonly Round[]) => group.map(({ ordersPerSecond }) => ordersPerSecond);
  const ratio = (measured: readonly Round[], reference: readonly Round[] | undefined) =>
    reference && medianRatio(ratesOf(measured), ratesOf(reference));
  return [...groups.values()].map((group) => {
    const [{ subject, loop }] = group as [Round];
    const acceptLatencies = group.flatMap(({ acceptMs }) => acceptMs);
    return {
      subject,
      loop,
      ordersPerSecond: median(ratesOf(group)),
      ratioToBaseline: ratio(group, groups.get(`${loop} baseline`)),
      ratioToNaiveSaga: ratio(group, groups.get(`${loop} naive-saga`)),
      acceptP50: acceptLatencies.length > 0 ? median(group.map(({ acceptMs }) => median(acceptMs))) : undefined,
      acceptP99: acceptLatencies.length > 0 ? percentile(acceptLatencies, 99) : undefined,
      confirmP50: median(group.map(({ confirmMs }) => median(confirmMs))),
      confirmP99: percentile(
        group.flatMap(({ confirmMs }) => confirmMs),
        99,
      ),
      acceptToConfirmRatio:
        acceptLatencies.length > 0
          ? median(group.map(({ acceptMs, confirmMs }) => median(acceptMs) / median(confirmMs)))
          : undefined,
      cpuMs: mediansByName(group.map(({ cpuMs }) => cpuMs)),
      memoryMb: mediansByName(group.map(({ memoryMb }) => memoryMb)),
      backgroundLoad: median(group.map(({ backgroundLoad }) => backgroundLoad)),
    };
  });
}

function mediansByName(records: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = Object.keys(records[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(records.map((record) => record[name] ?? 0))]));
}
