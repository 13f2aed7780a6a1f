import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cancelOrder, extendReservation, paymentEvent } from '../../src/workflows/messages.js';
import { TASK_QUEUES } from '../../src/workflows/task-queues.js';
import { COMPENSATIONS, STEPS } from '../support/faults.js';
import { findViolations } from '../support/invariants.js';
import { booksOf, stockOf } from '../support/observe.js';
import { replayAll } from '../support/replay.js';
import { startSystem, type Placed, type System } from '../support/system.js';

/** Which plans are drawn, and how many; others by hand: `ANY_ORDER_SEED=1 ANY_ORDER_RUNS=1000 npx vitest run any-order` */
const SEED = Number(process.env.ANY_ORDER_SEED ?? 7);
const RUNS = Number(process.env.ANY_ORDER_RUNS ?? 40);

const TTL_SECONDS = 1;
const STOCK = 3;

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterAll(async () => {
  await replayAll(system);
  await system.stop();
});

const QUEUES = Object.values(TASK_QUEUES);

/** What happens at one activity. Only a step fails for good: a compensation that does waits a minute for its next try. */
const happening = fc.oneof(
  fc.record({
    activity: fc.constantFrom(...STEPS, ...COMPENSATIONS),
    moment: fc.constantFrom('before', 'after'),
    what: fc.oneof(
      fc.constantFrom(
        'fails',
        'is called off',
        'run is cancelled',
        'is extended',
        'payment news',
        'takes longer than the stock is held',
      ),
      fc.constantFrom(...QUEUES.map((queue) => `worker of ${queue} restarts`)),
    ),
  }),
  fc.record({
    activity: fc.constantFrom(...STEPS),
    moment: fc.constantFrom('before', 'after'),
    what: fc.constant('fails for good'),
  }),
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

const order = fc.record({
  paymentMethod: fc.constantFrom('credit_card', 'alipay'),
  paymentToken: fc.constantFrom('tok_approve', 'tok_approve', 'tok_decline', 'tok_timeout', 'tok_flaky'),
  quantity: fc.constantFrom(1, STOCK, STOCK + 1),
  /** Of a customer who must act. */
  decision: fc.constantFrom('approve', 'decline', 'ignore'),
  happenings: fc.uniqueArray(happening, {
    maxLength: 4,
    selector: ({ activity, moment }) => `${activity} ${moment}`,
  }),
});
type OrderPlan = typeof order extends fc.Arbitrary<infer O> ? O : never;

/** Places the order while all of it happens, each at the first time its activity comes by; resolves when it is over. */
async function live({ paymentMethod, paymentToken, quantity, decision, happenings }: OrderPlan) {
  const product = await system.addProduct(STOCK);
  const orderId = randomUUID();
  const restarts: Promise<void>[] = [];
  const left = [...happenings];
  let placed: Placed | undefined = undefined;
  const meet = async (activity: string, moment: string) => {
    const at = left.findIndex((each) => each.activity === activity && each.moment === moment);
    const [met] = at < 0 ? [] : left.splice(at, 1);
    if (met) await happen(met, placed, restarts);
  };
  system.fault = async (activity, run) => {
    await meet(activity, 'before');
    const result = await run();
    if (activity === 'processPayment') await decide(orderId, decision);
    await meet(activity, 'after');
    return result;
  };
  placed = await system.place({
    orderId,
    paymentMethod: paymentMethod as 'credit_card',
    paymentToken,
    lines: [{ productId: product.id, quantity }],
    reservationTtlSeconds: TTL_SECONDS,
  });
  const status = await placed.handle.result().then(
    (result) => result.status,
    (error: unknown) => {
      if (error instanceof WorkflowFailedError) return 'run cancelled' as const;
      throw error;
    },
  );
  await Promise.all(restarts);
  system.fault = undefined;
  const [{ order: row, charge }, stock] = [await booksOf(system.database, orderId), await stockOf(system, product.id)];
  return {
    status,
    row: row?.status,
    kept: charge?.status === 'succeeded' ? charge.kept : 0,
    available: stock.available,
    quantity,
  };
}

async function happen({ what }: Happening, placed: Placed | undefined, restarts: Promise<void>[]): Promise<void> {
  const queue = QUEUES.find((name) => what.includes(name));
  if (queue) restarts.push(system.restart(queue));
  if (what === 'fails') throw new Error('the answer was lost');
  if (what === 'fails for good') throw ApplicationFailure.nonRetryable('broken for good', 'broken');
  if (what === 'takes longer than the stock is held') await sleep(TTL_SECONDS * 1_500);
  const handle = placed?.handle;
  // What comes when the run is over, or cannot be taken, is refused; that is right.
  const refused = () => undefined;
  if (what === 'is called off') await handle?.signal(cancelOrder, { reason: 'changed my mind' }).catch(refused);
  if (what === 'run is cancelled') await handle?.cancel().catch(refused);
  if (what === 'payment news') await handle?.signal(paymentEvent).catch(refused);
  // Not awaited: it may be answered only when the activity that we are in is over.
  if (what === 'is extended') handle?.executeUpdate(extendReservation, { args: [{ seconds: 1 }] }).catch(refused);
}

/** What the customer does at the gateway's page, and its word to the run. */
async function decide(orderId: string, decision: string): Promise<void> {
  const [charge] = await system.database.query<{ id: string; status: string }>(
    'SELECT id, status FROM gateway.charges WHERE order_id = $1',
    [orderId],
  );
  if (charge?.status !== 'requires_action' || decision === 'ignore') return;
  await fetch(`${system.gatewayUrl}/pay/${charge.id}`, { method: 'POST', body: new URLSearchParams({ decision }) });
  const { client } = system.temporal;
  await client.workflow
    .getHandle(`order-${orderId}`)
    .signal(paymentEvent)
    .catch(() => undefined);
}

it('whatever happens at whichever moment, an order ends confirmed and paid, or leaves nothing behind', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(order, async (plan) => {
      const { status, row, kept, available, quantity } = await live(plan);
      if (status === 'confirmed') {
        expect({ row, available }).toEqual({ row: 'confirmed', available: STOCK - quantity });
        expect(kept).toBeGreaterThan(0);
      } else {
        expect({ kept, available }).toEqual({ kept: 0, available: STOCK });
        expect([undefined, 'cancelled', 'failed']).toContain(row);
      }
      expect(await findViolations(system.database)).toEqual({});
      seen.set(status, (seen.get(status) ?? 0) + 1);
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
  // Plans that all end alike would prove little.
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['confirmed', 'rejected']));
  expect(seen.size).toBeGreaterThan(2);
}, 1_200_000);
