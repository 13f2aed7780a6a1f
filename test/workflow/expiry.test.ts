import { ApplicationFailure } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { extendReservation, paymentEvent } from '../../src/workflows/messages.js';
import { waitForStep } from '../kit/activity-faults.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStock } from '../kit/observe.js';
import type { Fault } from '../kit/faulty-activities.js';
import { startSystem, type PlacedOrder, type System } from '../kit/system.js';

let system: System;
beforeAll(async () => {
  system = await startSystem('time-skipping');
});
afterAll(() => system.stop());
afterEach(async () => {
  system.fault = undefined;
  expect(await findViolations(system.database)).toEqual({});
});

/** The gateway is down, and the next attempt is so far away that none is running when the reservation expires. */
const gatewayDown: Fault = async (name, run) => {
  if (name !== 'processPayment') return run();
  throw ApplicationFailure.create({ message: 'down for maintenance', nextRetryDelay: '2 days' });
};

/** In seconds of the test server's time, which it skips while a run waits. The rest of the run takes a few seconds. */
async function expectDuration({ handle }: PlacedOrder, seconds: number): Promise<void> {
  const { startTime, closeTime } = await handle.describe();
  const duration = ((closeTime?.getTime() ?? NaN) - startTime.getTime()) / 1_000;
  expect(duration).toBeGreaterThanOrEqual(seconds);
  expect(duration).toBeLessThan(seconds + 60);
}

describe('an unpaid order', () => {
  it('expires after 15 minutes, releases its stock and charges nothing', async () => {
    system.fault = gatewayDown;
    const product = await system.addProduct(1);
    const placed = await system.place({ lines: [{ productId: product.id, quantity: 1 }] });
    expect(await placed.handle.result()).toMatchObject({ status: 'cancelled', reason: 'reservation_expired' });
    await expectDuration(placed, 15 * 60);
    expect(await readOrderSnapshot(system.database, placed.orderId)).toEqual({
      order: { status: 'cancelled', status_reason: 'reservation_expired' },
      payment: { status: 'failed', failure_reason: 'voided' },
      charge: undefined,
    });
    expect(await readStock(system, product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
  });

  it('expires later after its reservation is extended', async () => {
    system.fault = gatewayDown;
    const placed = await system.place();
    await waitForStep(placed, 'paying');
    const { reservationExpiresAt } = await placed.handle.executeUpdate(extendReservation, { args: [{ seconds: 600 }] });
    const [reservation] = await system.database.query<{ expires_at: Date }>(
      `SELECT r.expires_at FROM inventory.reservations r JOIN orders.orders o ON o.id = r.order_id
       WHERE o.id = $1 AND o.reservation_expires_at = r.expires_at`,
      [placed.orderId],
    );
    expect(reservation?.expires_at.toISOString()).toBe(reservationExpiresAt);
    expect(await placed.handle.result()).toMatchObject({ status: 'cancelled', reason: 'reservation_expired' });
    await expectDuration(placed, 25 * 60);
  });

  it.each([0, -1, 1.5, 100_000])('rejects an extension by %s seconds', async (seconds) => {
    system.fault = gatewayDown;
    const placed = await system.place();
    await waitForStep(placed, 'paying');
    await expect(placed.handle.executeUpdate(extendReservation, { args: [{ seconds }] })).rejects.toMatchObject({
      cause: { type: 'reservation_not_extendable' },
    });
    await placed.handle.result();
  });

  it('has under 500 events after as many extensions, lookups and payment events as the API can cause', async () => {
    const placed = await system.place({ paymentMethod: 'alipay', paymentToken: null });
    await waitForStep(placed, 'awaiting_customer');
    // The API sends one signal for each type of event.
    for (let types = 0; types < 4; types += 1) {
      await placed.handle.signal(paymentEvent);
      await waitForStep(placed, 'awaiting_customer');
    }
    // Each extension comes after the lookup that precedes the expiry, so that another lookup follows.
    await system.temporal.sleep('880 seconds');
    for (let extensions = 0; extensions < 10; extensions += 1) {
      await placed.handle.executeUpdate(extendReservation, { args: [{ seconds: 8_550 }] });
      await system.temporal.sleep('8550 seconds');
    }
    expect(await placed.handle.result()).toMatchObject({ status: 'cancelled', reason: 'reservation_expired' });
    const events = (await placed.handle.fetchHistory()).events ?? [];
    const lookups = events.filter(
      ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name === 'processPayment',
    );
    expect(lookups.length).toBeGreaterThanOrEqual(15);
    expect(events.length).toBeLessThan(500);
  });
});
