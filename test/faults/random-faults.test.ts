import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cancelOrder, extendReservation, paymentEvent } from '../../src/workflows/messages.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { COMPENSATION_ACTIVITIES, STEP_ACTIVITIES } from '../kit/activity-faults.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStock } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { startSystem, type PlacedOrder, type System } from '../kit/system.js';

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
const plannedFault = fc.oneof(
  fc.record({
    activity: fc.constantFrom(...STEP_ACTIVITIES, ...COMPENSATION_ACTIVITIES),
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
    activity: fc.constantFrom(...STEP_ACTIVITIES),
    moment: fc.constantFrom('before', 'after'),
    what: fc.constant('fails for good'),
  }),
);
type PlannedFault = typeof plannedFault extends fc.Arbitrary<infer H> ? H : never;

const orderPlan = fc.record({
  paymentMethod: fc.constantFrom('credit_card', 'alipay'),
  paymentToken: fc.constantFrom('tok_approve', 'tok_approve', 'tok_decline', 'tok_timeout', 'tok_flaky'),
  quantity: fc.constantFrom(1, STOCK, STOCK + 1),
  /** Of a customer who must act. */
  decision: fc.constantFrom('approve', 'decline', 'ignore'),
  faults: fc.uniqueArray(plannedFault, {
    maxLength: 4,
    selector: ({ activity, moment }) => `${activity} ${moment}`,
  }),
});
type OrderPlan = typeof orderPlan extends fc.Arbitrary<infer O> ? O : never;

/** Places the order while all of it happens, each at the first time its activity comes by; resolves when it is over. */
async function runScenario({ paymentMethod, paymentToken, quantity, decision, faults }: OrderPlan) {
  const product = await system.addProduct(STOCK);
  const orderId = randomUUID();
  const restarts: Promise<void>[] = [];
  const remaining = [...faults];
  let placed: PlacedOrder | undefined = undefined;
  const injectDue = async (activity: string, moment: string) => {
    const index = remaining.findIndex((each) => each.activity === activity && each.moment === moment);
    const [due] = index < 0 ? [] : remaining.splice(index, 1);
    if (due) await inject(due, placed, restarts);
  };
  system.fault = async (activity, run) => {
    await injectDue(activity, 'before');
    const result = await run();
    if (activity === 'processPayment') await completePaymentAction(orderId, decision);
    await injectDue(activity, 'after');
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
  const [{ order: row, charge }, stock] = [
    await readOrderSnapshot(system.database, orderId),
    await readStock(system, product.id),
  ];
  return {
    status,
    row: row?.status,
    kept: charge?.status === 'succeeded' ? charge.kept : 0,
    available: stock.available,
    quantity,
  };
}

async function inject(
  { what }: PlannedFault,
  placed: PlacedOrder | undefined,
  restarts: Promise<void>[],
): Promise<void> {
  const queue = QUEUES.find((name) => what.includes(name));
  if (queue) restarts.push(system.restart(queue));
  if (what === 'fails') throw new Error('the answer was lost');
  if (what === 'fails for good') throw ApplicationFailure.nonRetryable('broken for good', 'broken');
  if (what === 'takes longer than the stock is held') await sleep(TTL_SECONDS * 1_500);
  const handle = placed?.handle;
  // What comes when the run is over, or cannot be taken, is refused; that is right.
  const ignoreRejection = () => undefined;
  if (what === 'is called off') await handle?.signal(cancelOrder, { reason: 'changed my mind' }).catch(ignoreRejection);
  if (what === 'run is cancelled') await handle?.cancel().catch(ignoreRejection);
  if (what === 'payment news') await handle?.signal(paymentEvent).catch(ignoreRejection);
  // Not awaited: it may be answered only when the activity that we are in is over.
  if (what === 'is extended')
    handle?.executeUpdate(extendReservation, { args: [{ seconds: 1 }] }).catch(ignoreRejection);
}

/** What the customer does at the gateway's page, and its word to the run. */
async function completePaymentAction(orderId: string, decision: string): Promise<void> {
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
    fc.asyncProperty(orderPlan, async (plan) => {
      const { status, row, kept, available, quantity } = await runScenario(plan);
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
