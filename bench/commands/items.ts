import type { Bench } from '../bench.js';
import { startSubject } from '../subjects/subject.js';
import { runRound, summarize, type Round } from '../subjects/round.js';
import { closedLoop } from '../load/loops.js';
import { seedCatalogue } from '../load/order.js';
import type { Options } from '../options.js';
import { roundToDigits, table } from '../table.js';

const ITEMS = [1, 2, 5, 10, 20, 50];

/** Measures what an order costs as its number of items grows. */
export async function measureByItems(
  { rounds, orders, clients: [clients = 10] }: Options,
  bench: Bench,
): Promise<unknown> {
  const stack = await bench.startStack();
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const ours = await startSubject('ours-direct', stack, '');
  bench.onStop(() => ours.stop());
  await closedLoop(ours.place, newOrder, clients, orders);

  const results: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const items of ITEMS) {
      const load = (place: typeof ours.place) => closedLoop(place, () => newOrder(items), clients, orders);
      results.push(await runRound(ours, `${items}`, load));
    }
    bench.log(`Round ${round} of ${rounds}`);
  }
  const summaries = summarize(results);
  bench.print(
    table(
      summaries.map(({ loop, ordersPerSecond, acceptP50, confirmP50, cpuMs }) => ({
        items: Number(loop),
        'orders/s': roundToDigits(ordersPerSecond),
        'accept p50, ms': roundToDigits(acceptP50 ?? 0),
        'confirm p50, ms': roundToDigits(confirmP50),
        'CPU ms/order': roundToDigits(Object.values(cpuMs).reduce((total, ms) => total + ms, 0)),
        'of it Postgres': roundToDigits(cpuMs.postgres ?? 0),
      })),
    ),
  );
  return summaries;
}
