import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOrder, OrderFactory } from './order.js';

/** Until V8 has compiled what an order runs: before, it costs a quarter more. */
export const WARM_UP_ORDERS = 600;

/** How long an order took, in ms; what tells its caller nothing before the end has no acceptance. */
export interface Latency {
  readonly acceptMs: number | undefined;
  readonly confirmMs: number;
}

export type TimedPlaceOrder = (order: BenchOrder) => Promise<Latency>;

export interface LoadResult {
  readonly seconds: number;
  readonly latencies: readonly Latency[];
}

/** Each client places an order, waits until it is confirmed, and places the next, until all are. */
export async function closedLoop(
  place: TimedPlaceOrder,
  newOrder: () => ReturnType<OrderFactory>,
  clients: number,
  orders: number,
) {
  let remaining = orders;
  return measure(async (latencies) => {
    const client = async () => {
      while (remaining-- > 0) latencies.push(await place(newOrder()));
    };
    await Promise.all(Array.from({ length: clients }, client));
  });
}

/** Orders come at a fixed rate, whether those before them are done or not. @param rate - a second */
export async function openLoop(
  place: TimedPlaceOrder,
  newOrder: () => ReturnType<OrderFactory>,
  rate: number,
  orders: number,
) {
  const startedAt = performance.now();
  return measure(async (latencies) => {
    const arrive = async (_: unknown, number: number) => {
      await sleep(startedAt + (number * 1_000) / rate - performance.now());
      latencies.push(await place(newOrder()));
    };
    await Promise.all(Array.from({ length: orders }, arrive));
  });
}

async function measure(run: (latencies: Latency[]) => Promise<void>): Promise<LoadResult> {
  const latencies: Latency[] = [];
  const startedAt = performance.now();
  await run(latencies);
  return { seconds: (performance.now() - startedAt) / 1_000, latencies };
}
