import type { Load, Place } from '../load/loops.js';
import { secondsOfOthers, usageOf } from '../processes/usage.js';
import { groupBy, median, medianRatio, percentile } from '../statistics.js';
import type { Contender } from './contender.js';
import type { ContenderName } from './names.js';

/** What one round of one contender came to. */
export interface Round {
  readonly contender: ContenderName;
  /** `closed` with so many clients, or `open` with so many orders a second. */
  readonly loop: string;
  readonly ordersPerSecond: number;
  /** In ms, one an order; none where nothing tells of the acceptance. */
  readonly acceptMs: readonly number[];
  readonly confirmMs: readonly number[];
  /** By process, ms an order. */
  readonly cpuMs: Readonly<Record<string, number>>;
  /** By process, at the end of the round. */
  readonly memoryMb: Readonly<Record<string, number>>;
  /** Cores that other processes of the machine kept busy: where it is quiet, next to none. */
  readonly disturbance: number;
}

export async function runRound(
  { name, place, processes }: Contender,
  loop: string,
  load: (place: Place) => Promise<Load>,
): Promise<Round> {
  const before = await usageOf(processes);
  const othersBefore = await secondsOfOthers(processes);
  const { seconds, latencies } = await load(place);
  const others = (await secondsOfOthers(processes)) - othersBefore;
  const after = [...(await usageOf(processes))];
  const orders = latencies.length;
  const cpu = after.map(([process, { cpuSeconds }]) => {
    return [process, cpuSeconds - (before.get(process)?.cpuSeconds ?? 0)] as const;
  });
  return {
    contender: name,
    loop,
    ordersPerSecond: orders / seconds,
    acceptMs: latencies.map(({ acceptMs }) => acceptMs).filter((ms) => ms !== undefined),
    confirmMs: latencies.map(({ confirmMs }) => confirmMs),
    cpuMs: Object.fromEntries(cpu.map(([process, cpuSeconds]) => [process, (cpuSeconds * 1_000) / orders])),
    memoryMb: Object.fromEntries(after.map(([process, { memoryBytes }]) => [process, memoryBytes / 1_048_576])),
    disturbance: Math.max(0, others) / seconds,
  };
}

/** The rounds of one contender and one loop, as medians over the rounds; the 99th percentiles are of all orders. */
export interface Summary {
  readonly contender: ContenderName;
  readonly loop: string;
  readonly ordersPerSecond: number;
  /** Orders a second over those of the floor, and over the textbook's, where they took part. */
  readonly ofFloor: number | undefined;
  readonly ofTextbook: number | undefined;
  readonly acceptP50: number | undefined;
  readonly acceptP99: number | undefined;
  readonly confirmP50: number;
  readonly confirmP99: number;
  /** The median acceptance over the median confirmation. */
  readonly acceptOfConfirm: number | undefined;
  readonly cpuMs: Readonly<Record<string, number>>;
  readonly memoryMb: Readonly<Record<string, number>>;
  readonly disturbance: number;
}

export function summarize(rounds: readonly Round[]): Summary[] {
  const groups = groupBy(rounds, ({ contender, loop }) => `${loop} ${contender}`);
  const ratesOf = (group: readonly Round[]) => group.map(({ ordersPerSecond }) => ordersPerSecond);
  const ratio = (ours: readonly Round[], theirs: readonly Round[] | undefined) =>
    theirs && medianRatio(ratesOf(ours), ratesOf(theirs));
  return [...groups.values()].map((group) => {
    const [{ contender, loop }] = group as [Round];
    const accepts = group.flatMap(({ acceptMs }) => acceptMs);
    return {
      contender,
      loop,
      ordersPerSecond: median(ratesOf(group)),
      ofFloor: ratio(group, groups.get(`${loop} floor`)),
      ofTextbook: ratio(group, groups.get(`${loop} textbook`)),
      acceptP50: accepts.length > 0 ? median(group.map(({ acceptMs }) => median(acceptMs))) : undefined,
      acceptP99: accepts.length > 0 ? percentile(accepts, 99) : undefined,
      confirmP50: median(group.map(({ confirmMs }) => median(confirmMs))),
      confirmP99: percentile(
        group.flatMap(({ confirmMs }) => confirmMs),
        99,
      ),
      acceptOfConfirm:
        accepts.length > 0
          ? median(group.map(({ acceptMs, confirmMs }) => median(acceptMs) / median(confirmMs)))
          : undefined,
      cpuMs: byName(group.map(({ cpuMs }) => cpuMs)),
      memoryMb: byName(group.map(({ memoryMb }) => memoryMb)),
      disturbance: median(group.map(({ disturbance }) => disturbance)),
    };
  });
}

function byName(records: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = Object.keys(records[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(records.map((record) => record[name] ?? 0))]));
}
