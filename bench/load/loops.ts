import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOrder, OrderFactory } from './order.js';

/** Enough for V8 to compile the code of an order; before that, an order costs a quarter more. */
export const WARM_UP_ORDERS = 600;

/** Latency of an order in ms; a subject that does not report acceptance has no `acceptMs`. */
export interface Latency {
  readonly acceptMs: number | undefined;
  readonly confirmMs: number;
}

/** Places an order; resolves when it is confirmed. @param onAccepted - called when it is accepted, if the subject reports it */
export type TimedPlaceOrder = (order: BenchOrder, onAccepted?: () => void) => Promise<Latency>;

export interface LoadResult {
  readonly seconds: number;
  readonly latencies: readonly Latency[];
}

/** Runs clients that each place an order, wait until it is confirmed, and place the next one. */
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

/** Places orders at a fixed rate, whether or not earlier orders are confirmed. @param rate - orders per second */
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
