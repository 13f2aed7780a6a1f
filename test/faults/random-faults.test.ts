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
import { propertyParameters } from '../kit/random.js';
import { replayAll } from '../kit/replay.js';
import { startSystem, type PlacedOrder, type System } from '../kit/system.js';

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

/** A fault at one activity. Only steps fail permanently: a compensation that did would wait a minute for its retry. */
const plannedFault = fc.oneof(
  fc.record({
    activity: fc.constantFrom(...STEP_ACTIVITIES, ...COMPENSATION_ACTIVITIES),
    moment: fc.constantFrom('before', 'after'),
    what: fc.oneof(
      fc.constantFrom(
        'fails',
        'is cancelled',
        'run is cancelled',
        'is extended',
        'payment event',
        'takes longer than the reservation',
      ),
      fc.constantFrom(...QUEUES.map((queue) => `worker of ${queue} restarts`)),
    ),
  }),
  fc.record({
    activity: fc.constantFrom(...STEP_ACTIVITIES),
    moment: fc.constantFrom('before', 'after'),
    what: fc.constant('fails permanently'),
  }),
);
type PlannedFault = typeof plannedFault extends fc.Arbitrary<infer H> ? H : never;

const orderPlan = fc.record({
  paymentMethod: fc.constantFrom('credit_card', 'alipay'),
  paymentToken: fc.constantFrom('tok_approve', 'tok_approve', 'tok_decline', 'tok_timeout', 'tok_flaky'),
  quantity: fc.constantFrom(1, STOCK, STOCK + 1),
  /** What the customer does when they must act. */
  decision: fc.constantFrom('approve', 'decline', 'ignore'),
  faults: fc.uniqueArray(plannedFault, {
    maxLength: 4,
    selector: ({ activity, moment }) => `${activity} ${moment}`,
  }),
});
type OrderPlan = typeof orderPlan extends fc.Arbitrary<infer O> ? O : never;

/** Places an order and injects each fault at the first attempt of its activity. Resolves when the run and the restarts end. */
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
  if (what === 'fails') throw new Error('response lost');
  if (what === 'fails permanently') throw ApplicationFailure.nonRetryable('permanent failure', 'broken');
  if (what === 'takes longer than the reservation') await sleep(TTL_SECONDS * 1_500);
  const handle = placed?.handle;
  // A message may arrive after the run has ended, or at a step that does not accept it.
  const ignoreRejection = () => undefined;
  if (what === 'is cancelled') await handle?.signal(cancelOrder, { reason: 'changed my mind' }).catch(ignoreRejection);
  if (what === 'run is cancelled') await handle?.cancel().catch(ignoreRejection);
  if (what === 'payment event') await handle?.signal(paymentEvent).catch(ignoreRejection);
  // Not awaited: the update may complete only after the current activity.
  if (what === 'is extended')
    handle?.executeUpdate(extendReservation, { args: [{ seconds: 1 }] }).catch(ignoreRejection);
}

/** Acts as the customer on the gateway's page, then signals the run. */
async function completePaymentAction(orderId: string, decision: string): Promise<void> {
  const [charge] = await system.database.query<{ pay_token: string; status: string }>(
    'SELECT pay_token, status FROM gateway.charges WHERE order_id = $1',
    [orderId],
  );
  if (charge?.status !== 'requires_action' || decision === 'ignore') return;
  const page = `${system.gatewayUrl}/pay/${charge.pay_token}`;
  await fetch(page, { method: 'POST', body: new URLSearchParams({ decision }) });
  const { client } = system.temporal;
  await client.workflow
    .getHandle(`order-${orderId}`)
    .signal(paymentEvent)
    .catch(() => undefined);
}

it('confirms and charges an order, or compensates it completely, under random faults', async () => {
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
    propertyParameters({ seed: 7, numRuns: 40 }),
  );
  // The plans must reach several outcomes.
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['confirmed', 'rejected']));
  expect(seen.size).toBeGreaterThan(2);
}, 1_200_000);
