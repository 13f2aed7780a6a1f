import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paymentEvent } from '../../src/workflows/messages.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import { waitForStep } from '../kit/activity-faults.js';
import { findViolations } from '../kit/invariants.js';
import { startSystem, type PlacedOrder, type System } from '../kit/system.js';

let cached: System;
let uncached: System;
beforeAll(async () => {
  cached = await startSystem('dev-server');
  uncached = await startSystem('dev-server', { ordersWorker: { maxCachedWorkflows: 0 } });
});
afterAll(async () => {
  await cached.stop();
  await uncached.stop();
});

/** The types of a run's events, in order. */
async function eventTypesOf({ handle }: PlacedOrder) {
  await handle.result();
  const { events } = await handle.fetchHistory();
  return events?.map(({ eventType }) => eventType);
}

const SCENARIOS: Readonly<Record<string, (system: System) => Promise<PlacedOrder>>> = {
  confirmed: (system) => system.place(),
  declined: (system) => system.place({ paymentToken: 'tok_decline' }),
  rejected: (system) => system.place({ lines: [{ productId: randomUUID(), quantity: 1 }] }),
  'approved by the customer': async (system) => {
    const placed = await system.place({ paymentMethod: 'alipay' });
    await waitForStep(placed, 'awaiting_customer');
    const [payment] = await system.database.query<{ redirect_url: string }>(
      'SELECT redirect_url FROM payments.payments WHERE order_id = $1',
      [placed.orderId],
    );
    await submitPaymentDecision(payment?.redirect_url ?? null, 'approve');
    await placed.handle.signal(paymentEvent, { eventId: 'evt' });
    return placed;
  },
};

it.each(Object.entries(SCENARIOS))(
  '%s: produces the same history on a worker that replays every workflow task',
  async (_, runScenario) => {
    expect(await eventTypesOf(await runScenario(uncached))).toEqual(await eventTypesOf(await runScenario(cached)));
    expect(await findViolations(uncached.database)).toEqual({});
  },
);
