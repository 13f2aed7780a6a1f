import { continueAsNew, setCurrentDetails } from '@temporalio/workflow';
import type { CancelConfirmedOrderInput } from '../contracts/cancel-confirmed-order.js';
import type { Termination } from '../contracts/orders.js';
import { inventory, orders } from './activities.js';
import { cancelPayment } from './cancel-payment.js';
import { describeParked } from './describe-parked.js';
import { handleRetries } from './handle-retries.js';
import { Attention } from './observers/attention.js';
import { RollbackTracing } from './observers/tracing.js';
import { Saga } from './saga/saga.js';
import type { SagaObserver } from './saga/saga-observer.js';
import { STEPS, type PlacementStep } from './steps.js';

/**
 * Cancels a confirmed order, or an order whose placement was terminated at any step: refunds or voids its payment, returns its
 * stock and cancels it. Has no effect on what is already compensated.
 *
 * It cannot be cancelled: after the refund there is no order to keep. A parked refund does not keep the stock, but the order:
 * it is cancelled when its money is returned.
 */
export async function cancelConfirmedOrder(input: CancelConfirmedOrderInput): Promise<void> {
  const { order, charge, stock, ending } = input;
  const currentDetails: SagaObserver<PlacementStep> = {
    compensationStarted: ({ compensation }) => setCurrentDetails(compensation.name),
    compensationStuck: ({ compensation }) => setCurrentDetails(`Stuck: ${compensation.name}`),
    compensationParked: () => setCurrentDetails(describeParked(saga.parked)),
    compensationCompleted: () => {
      if (saga.parked.length > 0) setCurrentDetails(describeParked(saga.parked));
    },
  };
  const saga = new Saga<PlacementStep, Termination>({
    observers: [new RollbackTracing(), new Attention(), currentDetails],
  });
  handleRetries(saga);
  saga.addCompensation(STEPS.create, (termination) => orders.endOrder({ order, ending: termination }), {
    waitsForOthers: true,
  });
  saga.addCompensation(STEPS.confirmStock, () => inventory.restock(stock));
  saga.addCompensation(STEPS.pay, () => cancelPayment(charge));
  // replay-tested: 2026-11-28, test/replay and test/recovery/parked.test.ts
  if (!(await saga.compensate(ending))) await continueAsNew<typeof cancelConfirmedOrder>(input);
  setCurrentDetails('done');
}
