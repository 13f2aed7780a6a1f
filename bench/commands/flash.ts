import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { withAftermath } from '../aftermath.js';
import type { Bench } from '../bench.js';
import { closedLoop } from '../load/loops.js';
import { addProducts, seedCatalogue, type BenchOrder } from '../load/order.js';
import { openStorefront } from '../load/open-storefront.js';
import { isPlaced, type Attempt, type Storefront } from '../load/storefront.js';
import { SERVERS, type Options } from '../options.js';
import { rotateForRound } from '../rotation.js';
import { startStackOn } from '../servers.js';
import { AS_SHIPPED, type Stack } from '../stack.js';
import { groupBy, median, percentile } from '../statistics.js';
import { SUBJECTS } from '../subjects/names.js';
import { startSubjects, type Subject } from '../subjects/subject.js';
import { roundToDigits, table } from '../table.js';

const STOCK = 50;
const WARM_UP_CLIENTS = 10;
const WARM_UP_ORDERS = 200;
/** Longer than a subject without admission needs for the orders of all clients. */
const PATIENCE_MS = 120_000;
const USERS = Array.from({ length: 200 }, () => randomUUID());

interface Sale {
  readonly stack: Stack;
  readonly subject: Subject;
  readonly storefront: Storefront;
  readonly clients: number;
  readonly orders: number;
}

/**
 * Sells a product of 50 units to many more orders, with each subject in turn. Clients repeat an order with its key when the API asks
 * them to.
 */
export async function measureFlashSale(options: Options, bench: Bench) {
  const { rounds, orders, clients: clientCounts, only, servers } = options;
  const { server, stack } = await startStackOn(servers, bench, AS_SHIPPED);
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const tills: { subject: Subject; storefront: Storefront }[] = [];
  for (const subject of await startSubjects(only, stack, bench)) {
    const storefront = openStorefront(subject, stack, {
      connections: Math.max(...clientCounts),
      patienceMs: PATIENCE_MS,
    });
    bench.onStop(() => storefront.close());
    tills.push({ subject, storefront });
    const startedAt = new Date();
    bench.log(`Warming up ${subject.name}`);
    await closedLoop(
      async (order) => latencyOf(await storefront.place(order)),
      newOrder,
      WARM_UP_CLIENTS,
      WARM_UP_ORDERS,
    );
    await storefront.confirmedSince(startedAt);
  }

  const sales: Result[] = [];
  for (const clients of clientCounts) {
    for (let round = 1; round <= rounds; round++) {
      for (const till of rotateForRound(tills, round))
        sales.push({ clients, ...(await sell({ stack, ...till, clients, orders }, bench)) });
      bench.log(`${clients} clients, round ${round} of ${rounds}`);
    }
  }
  const rank = ({ subject }: Result) => only.indexOf(subject);
  const groups = groupBy(
    sales.toSorted((a, b) => rank(a) - rank(b)),
    ({ subject, clients }) => `${subject} ${clients}`,
  );
  bench.print(
    `\n${orders} orders of a product of which there are ${STOCK}, ${SERVERS[server]}; medians of ${rounds} rounds\n\n` +
      table([...groups.values()].map(summarize)),
  );
  return sales;
}

async function sell({ stack, subject, storefront, clients, orders }: Sale, bench: Bench) {
  const [productId = ''] = await addProducts(stack.databaseUrl, 1, STOCK);
  const ends: number[] = [];
  // The baseline has no stock and confirms every order; what that takes is the least that a refusal by a run would take.
  const isCounted = subject.name === 'baseline' ? isPlaced : isRefused;
  const place = async (order: BenchOrder, attempts: Attempt[]) => {
    for (;;) {
      const attempt = await storefront.place(order, { idempotencyKey: order.orderId });
      attempts.push(attempt);
      if (isCounted(attempt)) ends.push(performance.now());
      if (attempt.retryAfterSeconds === 0) return latencyOf(attempt);
      await sleep(attempt.retryAfterSeconds * 1_000);
    }
  };
  const { attempts, aftermath } = await withAftermath({ stack, subject, storefront }, async () => {
    const attempts: Attempt[] = [];
    let started = 0;
    const newOrder = () => ({
      orderId: randomUUID(),
      userId: USERS[started++ % USERS.length] ?? '',
      lines: [{ productId, quantity: 1 }],
    });
    await closedLoop((order) => place(order, attempts), newOrder, clients, orders);
    return attempts;
  });
  const refused = attempts.filter(isRefused);
  for (const code of new Set(refused.map(({ code }) => code))) bench.log(`${subject.name} refused: ${code}`);
  const unanswered = attempts.filter(({ outcome }) => outcome === 'no answer').length;
  if (unanswered > 0) bench.log(`${subject.name}: ${unanswered} orders without an answer`);
  const times = attempts.filter(isCounted).map(({ ms }) => ms);
  // Clients that were asked to wait return one by one at the end, after all other requests.
  const seconds = (percentile(ends, 95) - percentile(ends, 5)) / 1_000;
  return {
    subject: subject.name,
    sold: aftermath.confirmed,
    placed: attempts.filter(isPlaced).length,
    refused: refused.length,
    askedToWait: attempts.filter(({ retryAfterSeconds }) => retryAfterSeconds > 0).length,
    refusalsPerSecond: (times.length * 0.9) / seconds,
    refusalP50: percentile(times, 50),
    refusalP99: percentile(times, 99),
    runs: aftermath.runs,
    cpuMsPerOrder: (aftermath.cpuSeconds * 1_000) / orders,
    transactionsPerOrder: aftermath.transactions / orders,
    chargedThoughNotPlaced: aftermath.chargedThoughNotPlaced,
  };
}

type Result = Awaited<ReturnType<typeof sell>> & { readonly clients: number };

function summarize(rounds: readonly Result[]) {
  const [{ subject, clients }] = rounds as [Result];
  const middle = (value: (result: Result) => number) => roundToDigits(median(rounds.map(value)));
  const range = (value: (result: Result) => number) => {
    const values = rounds.map(value);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return least === most ? `${least}` : `${least} to ${most}`;
  };
  const hasStock = subject !== 'baseline';
  return {
    subject: SUBJECTS[subject],
    clients,
    sold: hasStock ? range(({ sold }) => sold) : '–',
    refused: hasStock ? range(({ refused }) => refused) : '–',
    'asked to wait': range(({ askedToWait }) => askedToWait),
    'refusals/s': middle(({ refusalsPerSecond }) => refusalsPerSecond),
    'refusal p50, ms': middle(({ refusalP50 }) => refusalP50),
    'p99, ms': middle(({ refusalP99 }) => refusalP99),
    'runs started': rounds[0]?.runs === undefined ? '–' : range(({ runs = 0 }) => runs),
    'CPU ms/order': middle(({ cpuMsPerOrder }) => cpuMsPerOrder),
    'transactions/order': middle(({ transactionsPerOrder }) => transactionsPerOrder),
    'charged though refused': hasStock ? range(({ chargedThoughNotPlaced = 0 }) => chargedThoughNotPlaced) : '–',
  };
}

/** Refused for good: not asked to repeat the request. */
function isRefused({ outcome, retryAfterSeconds }: Attempt): boolean {
  return outcome === 'refused' && retryAfterSeconds === 0;
}

function latencyOf({ ms }: Attempt) {
  return { acceptMs: ms, confirmMs: ms };
}
