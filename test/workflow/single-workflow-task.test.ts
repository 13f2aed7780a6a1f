import { afterAll, beforeAll, expect, it } from 'vitest';
import { extendReservation, orderState, paymentEvent } from '../../src/workflows/messages.js';
import { holdActivity } from '../kit/activity-faults.js';
import { waitUntil } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { startSystem, type System } from '../kit/system.js';

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterAll(() => system.stop());

it('replays a workflow task with a payment event, the end of an extension and the expiry', async () => {
  const { fault, reached, release } = holdActivity('extendReservation');
  system.fault = fault;
  const { handle } = await system.place({ paymentMethod: 'alipay', reservationTtlSeconds: 4 });
  await waitUntil(
    () => handle.query(orderState),
    ({ step }) => step === 'awaiting_customer',
  );
  const extended = handle.executeUpdate(extendReservation, { args: [{ seconds: 1 }] });
  await reached;
  await system.withoutWorker('orders', async () => {
    await handle.signal(paymentEvent);
    release();
    await waitUntil(
      async () => (await handle.fetchHistory()).events ?? [],
      (events) => events.some((event) => event.timerFiredEventAttributes) && hasEnded(events, 'extendReservation'),
    );
  });
  await expect(extended).resolves.toMatchObject({ reservationExpiresAt: expect.any(String) as string });
  expect(await handle.result()).toMatchObject({ status: 'cancelled', reason: 'reservation_expired' });
  await replayAll(system);
});

type Events = NonNullable<
  Awaited<ReturnType<Awaited<ReturnType<System['place']>>['handle']['fetchHistory']>>['events']
>;

function hasEnded(events: Events, activity: string): boolean {
  const scheduled = events.find((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === activity);
  return events.some(
    ({ activityTaskCompletedEventAttributes: ended }) =>
      ended?.scheduledEventId?.toString() === scheduled?.eventId?.toString(),
  );
}
