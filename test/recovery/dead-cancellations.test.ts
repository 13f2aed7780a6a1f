import { describe, expect, it } from 'vitest';
import { cancellationWorkflowId } from '../../src/contracts/workflow-ids.js';
import { setUpShop } from './shop.js';
import { MOMENTS, terminations } from './terminated-runs.js';

const runs = setUpShop();

describe('a cancellation that is terminated', () => {
  it.each(terminations(MOMENTS, ['cancelPayment', 'restock', 'endOrder']))(
    'is completed by a repeated request %s %s',
    async (moment, activity) => {
      const { orderId, product } = await runs.placeConfirmedOrder();
      const { terminated } = runs.terminateNextAt(activity, moment);
      expect(await runs.cancel(orderId)).toMatchObject({ status: 202 });
      await terminated;
      const isCancelled = activity === 'endOrder' && moment === 'after';
      expect(await runs.cancel(orderId)).toMatchObject({ status: isCancelled ? 200 : 202 });
      await runs.shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
      await runs.atRest(orderId);
      await runs.actLate();
      await runs.expectNothingKept(orderId, product.id);
    },
  );

  it('is started once when the requests are repeated while it runs and after it has completed', async () => {
    const { orderId, product } = await runs.placeConfirmedOrder();
    await Promise.all([runs.cancel(orderId), runs.cancel(orderId)]);
    await runs.expectNothingKept(orderId, product.id);
    expect(await runs.cancel(orderId)).toMatchObject({ status: 200 });
    const run = await runs.workflows().getHandle(cancellationWorkflowId(orderId)).describe();
    await runs.cancel(orderId);
    expect((await runs.workflows().getHandle(cancellationWorkflowId(orderId)).describe()).runId).toBe(run.runId);
  });
});
