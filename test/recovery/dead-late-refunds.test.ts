import { describe, expect, it } from 'vitest';
import { latePaymentWorkflowId } from '../../src/contracts/workflow-ids.js';
import { callApi } from '../kit/api-client.js';
import { signedEvent } from '../kit/webhook-events.js';
import { setUpShop } from './shop.js';
import { MOMENTS } from './terminated-runs.js';

const runs = setUpShop();

describe('the refund of a late payment', () => {
  /** Sends the event of a charge that the provider captured although it was cancelled. */
  async function captureLate(orderId: string): Promise<void> {
    await runs.shop.system.database.query(
      `UPDATE gateway.charges SET status = 'succeeded', decline_code = NULL WHERE order_id = $1`,
      [orderId],
    );
    await sendEvent(orderId);
  }

  async function sendEvent(orderId: string): Promise<void> {
    const { body, headers } = signedEvent(orderId, 'charge.succeeded');
    expect(await callApi(runs.shop.url, 'POST', '/v1/webhooks/payments', { text: body, headers })).toMatchObject({
      status: 200,
    });
  }

  async function placeCancelledOrder() {
    const placed = await runs.placeWaitingOrder();
    await runs.cancel(placed.orderId);
    await runs.expectNothingKept(placed.orderId, placed.product.id);
    return placed;
  }

  const resumptions: Readonly<Record<string, (orderId: string) => Promise<unknown>>> = {
    'a repeated cancellation': runs.cancel,
    'another event': sendEvent,
  };

  describe.each(Object.keys(resumptions))('is completed by %s', (resumption) => {
    it.each(MOMENTS)('when its run is terminated %s the refund', async (moment) => {
      const { orderId, product } = await placeCancelledOrder();
      const { terminated } = runs.terminateNextAt('cancelPayment', moment);
      await captureLate(orderId);
      await terminated;
      await resumptions[resumption]?.(orderId);
      await runs.atRest(orderId);
      await runs.actLate();
      await runs.expectNothingKept(orderId, product.id);
    });
  });

  it('is made when its run is cancelled between two attempts', async () => {
    const { orderId, product } = await placeCancelledOrder();
    let attempts = 0;
    runs.shop.system.fault = async (name, run) => {
      attempts += 1;
      if (name !== 'cancelPayment' || attempts > 1) return run();
      await runs.workflows().getHandle(latePaymentWorkflowId(orderId)).cancel();
      throw new Error('the answer was lost');
    };
    await captureLate(orderId);
    await runs.expectNothingKept(orderId, product.id);
  });
});
