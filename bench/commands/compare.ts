import { startStackOn } from '../servers.js';
import { startSubjects } from '../subjects/subject.js';
import { cpuTable, resultsTable } from '../subjects/tables.js';
import { runRound, summarize, type Round, type Summary } from '../subjects/round.js';
import { assertSameHistoryShape } from '../subjects/history-shape.js';
import { closedLoop, openLoop, WARM_UP_ORDERS, type LoadResult, type TimedPlaceOrder } from '../load/loops.js';
import { seedCatalogue, type OrderFactory } from '../load/order.js';
import { SERVERS, type Options, type Server } from '../options.js';
import type { Bench } from '../bench.js';
import { groupBy } from '../statistics.js';
import { rotateForRound } from '../rotation.js';

const WARM_UP_CLIENTS = 50;

/** Compares subjects on one stack, in turns, with clients that each wait for their order. */
export async function compareClosed(options: Options, bench: Bench): Promise<Comparison> {
  return compare(
    options,
    bench,
    options.clients.map((clients) => closedLoopProfile(clients, options)),
  );
}

/** Compares subjects on one stack, in turns, with orders that arrive at a fixed rate. */
export async function compareOpen(options: Options, bench: Bench): Promise<Comparison> {
  return compare(options, bench, [openLoopProfile(options)]);
}

interface Comparison {
  readonly server: Server;
  readonly summaries: readonly Summary[];
}

interface LoadProfile {
  readonly name: string;
  readonly load: (place: TimedPlaceOrder, newOrder: OrderFactory) => Promise<LoadResult>;
}

function closedLoopProfile(clients: number, { orders }: Options): LoadProfile {
  // Few clients take long, and each client must place at least two orders to close the loop.
  const count = Math.max(2 * clients, Math.min(orders, 20 * clients));
  return {
    name: `closed loop, ${clients} ${clients === 1 ? 'client' : 'clients'}`,
    load: (place, newOrder) => closedLoop(place, newOrder, clients, count),
  };
}

function openLoopProfile({ rate, orders }: Options): LoadProfile {
  return {
    name: `open loop, ${rate} orders per second`,
    load: (place, newOrder) => openLoop(place, newOrder, rate, orders),
  };
}

async function compare(options: Options, bench: Bench, profiles: readonly LoadProfile[]): Promise<Comparison> {
  const { server, stack } = await startStackOn(options.servers, bench);
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const subjects = await startSubjects(options.only, stack, bench);
  await assertSameHistoryShape(stack, subjects, newOrder);
  for (const { name, place } of subjects) {
    bench.log(`Warming up ${name}`);
    await closedLoop(place, newOrder, WARM_UP_CLIENTS, WARM_UP_ORDERS);
  }

  const rounds: Round[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    for (const { name, load } of profiles) {
      for (const subject of rotateForRound(subjects, round)) {
        rounds.push(await runRound(subject, name, (place) => load(place, newOrder)));
      }
    }
    bench.log(`Round ${round} of ${options.rounds}`);
  }
  const rank = ({ subject }: Summary) => options.only.indexOf(subject);
  const summaries = summarize(rounds).toSorted((a, b) => rank(a) - rank(b));
  for (const [loop, group] of groupBy(summaries, (summary) => summary.loop)) {
    bench.print(`\n${loop}, ${SERVERS[server]}\n\n${resultsTable(group)}\n\n${cpuTable(group)}`);
  }
  return { server, summaries };
}
