import { CancellationScope, setCurrentDetails } from '@temporalio/workflow';
import { SPANS } from '../telemetry/names.js';
import { inSpan } from '../telemetry/spans.js';
import { inventory, orders, payments } from './activities.js';
import { retryUntilSuccess } from './saga/saga.js';
import { STEPS, type StepCompensation } from './steps.js';
import type { CancelConfirmedOrderInput } from '../contracts/cancel-confirmed-order.js';

/**
 * Undoes an order that was confirmed: refund, restock, cancelled.
 *
 * Only forward, and not to be cancelled: once the money is on its way back there is no order left to keep. Each step is
 * idempotent and tried until it succeeds.
 */
export async function cancelConfirmedOrder({ order, charge, stock, ending }: CancelConfirmedOrderInput): Promise<void> {
  await CancellationScope.nonCancellable(() =>
    inSpan(SPANS.rollback, {}, async (tracing) => {
      const compensate = async ({ name, startedEvent }: StepCompensation, operation: () => Promise<unknown>) => {
        tracing.addEvent(startedEvent);
        setCurrentDetails(name);
        await retryUntilSuccess(name, operation, () => setCurrentDetails(`Stuck: ${name}`));
      };
      tracing.addEvent('starting rollback');
      await compensate(STEPS.pay.compensation, () => payments.cancelPayment(charge));
      await compensate(STEPS.confirmStock.compensation, () => inventory.restock(stock));
      await compensate(STEPS.create.compensation, () => orders.endOrder({ order, termination: ending }));
      tracing.addEvent('rollback completed');
    }),
  );
  setCurrentDetails('done');
}
