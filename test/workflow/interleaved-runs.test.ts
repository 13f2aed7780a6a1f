import { randomUUID } from 'node:crypto';
import type { OpenTelemetrySinks } from '@temporalio/interceptors-opentelemetry';
import type { InjectedSinks } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StepRecord } from '../../src/contracts/place-order.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { cancellationWorkflowId, orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import type { cancelConfirmedOrder } from '../../src/workflows/cancel-confirmed-order.js';
import { cancelOrder, extendReservation, orderState } from '../../src/workflows/messages.js';
import { waitForStep } from '../kit/activity-faults.js';
import { bundleWorkflows } from '../kit/bundles.js';
import { findViolations } from '../kit/invariants.js';
import { startSystem, type PlacedOrder, type System } from '../kit/system.js';

interface RunSpan {
  readonly workflowId: string;
  readonly runId: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly events: readonly string[];
}

const COPIES = 3;
const spans: RunSpan[] = [];
const sinks: InjectedSinks<OpenTelemetrySinks> = {
  exporter: {
    export: {
      fn({ workflowId, runId }, ended) {
        for (const { name, events, spanContext } of ended) {
          const { traceId, spanId } = spanContext;
          spans.push({ workflowId, runId, traceId, spanId, name, events: events.map((event) => event.name) });
        }
      },
    },
  },
};

let system: System;
beforeAll(async () => {
  const code = await bundleWorkflows({ traced: true, encrypting: false });
  // Fewer cached than open runs: the worker also evicts and replays runs between the tasks of others. Fewer tasks than cached
  // runs: evicting a run in the middle of a task would make the server repeat the task.
  const ordersWorker = {
    workflowBundle: { code },
    sinks,
    maxCachedWorkflows: 4,
    maxConcurrentWorkflowTaskExecutions: 2,
  };
  system = await startSystem('dev-server', { ordersWorker });
});
afterAll(() => system.stop());

/** Places an order and brings it to its end. */
type Scenario = (reservationTtlSeconds: number, product: { id: string }) => Promise<PlacedOrder>;

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  async confirmed(reservationTtlSeconds, product) {
    const lines = [{ productId: product.id, quantity: 1 }];
    const placed = await system.place({ reservationTtlSeconds, lines });
    await placed.handle.result();
    await cancelConfirmed(placed.orderId, lines);
    return placed;
  },
  declined: (reservationTtlSeconds) => system.place({ reservationTtlSeconds, paymentToken: 'tok_decline' }),
  rejected: (reservationTtlSeconds) =>
    system.place({ reservationTtlSeconds, lines: [{ productId: randomUUID(), quantity: 1 }] }),
  async cancelled(reservationTtlSeconds) {
    const placed = await system.place({ reservationTtlSeconds, paymentMethod: 'alipay' });
    await waitForStep(placed, 'awaiting_customer');
    await placed.handle.signal(cancelOrder, { reason: 'changed my mind' });
    return placed;
  },
  async extended(reservationTtlSeconds) {
    const placed = await system.place({ reservationTtlSeconds, paymentMethod: 'paypal' });
    await waitForStep(placed, 'awaiting_customer');
    await placed.handle.executeUpdate(extendReservation, { args: [{ seconds: 60 }] });
    await placed.handle.signal(cancelOrder);
    return placed;
  },
  expired: () => system.place({ reservationTtlSeconds: EXPIRED_AFTER_SECONDS, paymentMethod: 'wechat' }),
};

/** Long enough to place every order, even on a busy machine. */
const EXPIRED_AFTER_SECONDS = 10;

function cancelConfirmed(orderId: string, lines: { productId: string; quantity: number }[]): Promise<void> {
  const [userId, paymentMethod] = [randomUUID(), 'credit_card' as const];
  return system.temporal.client.workflow.execute<typeof cancelConfirmedOrder>('cancelConfirmedOrder', {
    workflowId: cancellationWorkflowId(orderId),
    taskQueue: TASK_QUEUES.orders,
    args: [
      {
        order: { orderId, userId, paymentMethod, requestFingerprint: null },
        charge: { orderId, userId, amount: 1_999, currency: 'USD', method: paymentMethod },
        stock: { orderId, lines },
        ending: { status: 'cancelled', reason: 'changed my mind', actor: 'operator' },
      },
    ],
  });
}

/** Everything that an order's runs remember, without what differs between orders of the same scenario. */
async function outcomeOf(placed: PlacedOrder) {
  const { orderId, handle } = placed;
  const result = await handle.result();
  const state = await handle.query(orderState);
  expect([result.orderId, state.orderId]).toEqual([orderId, orderId]);
  const reserve = state.steps[1];
  const heldMs = Date.parse(state.reservationExpiresAt ?? '') - Date.parse(reserve?.startedAt ?? '');
  return {
    status: result.status,
    reason: result.reason,
    heldSeconds: heldMs / 1_000,
    steps: state.steps.map(withoutTimes),
    compensations: state.compensations.map(withoutTimes),
    spans: spansOf(orderWorkflowId(orderId)),
    cancellationSpans: spansOf(cancellationWorkflowId(orderId)),
  };
}

const withoutTimes = ({ name, status }: StepRecord) => `${name}: ${status}`;

/** The spans of a workflow's run, which must form a trace that belongs to it alone. */
function spansOf(workflowId: string): string[] {
  // A repeated workflow task, which a busy server may ask for, exports its spans again.
  const exported = spans.filter((span) => span.workflowId === workflowId);
  const own = [...new Map(exported.map((span) => [JSON.stringify(span), span])).values()];
  const expectedTraces = own.map(({ runId }) => runId.replaceAll('-', ''));
  expect(own.map(({ traceId }) => traceId)).toEqual(expectedTraces);
  // The second half of a span id counts the spans of the run.
  const counts = own.map(({ spanId }) => parseInt(spanId.slice(8), 16)).sort((one, other) => one - other);
  expect(counts).toEqual(counts.map((_, index) => index + 1));
  return own.map(({ name, events }) => [name, ...events].join(', ')).sort();
}

it('keeps the state of interleaved runs apart', async () => {
  const product = await system.addProduct(100);
  const alone = new Map<string, Awaited<ReturnType<typeof outcomeOf>>>();
  for (const [name, run] of Object.entries(SCENARIOS)) alone.set(name, await outcomeOf(await run(900, product)));

  const runs = Array.from({ length: COPIES }, (_, copy) =>
    Object.entries(SCENARIOS).map(async ([name, run]) => {
      const extraSeconds = name === 'expired' ? 0 : copy + 1;
      return { name, extraSeconds, placed: await run(900 + extraSeconds, product) };
    }),
  );
  for (const { name, extraSeconds, placed } of await Promise.all(runs.flat())) {
    const { heldSeconds, ...expected } = alone.get(name) ?? expect.unreachable(name);
    expect({ name, ...(await outcomeOf(placed)) }).toEqual({
      name,
      ...expected,
      heldSeconds: heldSeconds + extraSeconds,
    });
  }
  expect([...alone.values()].map(({ status }) => status)).toEqual([
    'confirmed',
    'failed',
    'rejected',
    'cancelled',
    'cancelled',
    'cancelled',
  ]);
  expect(alone.get('extended')?.heldSeconds).toBe(960);
  expect(await findViolations(system.database)).toEqual({});
});
