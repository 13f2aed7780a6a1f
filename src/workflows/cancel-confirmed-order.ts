import { setCurrentDetails } from '@temporalio/workflow';
import type { CancelConfirmedOrderInput } from '../contracts/cancel-confirmed-order.js';
import type { Termination } from '../contracts/orders.js';
import { inventory, orders, payments } from './activities.js';
import { RollbackTracing } from './observers/tracing.js';
import { Saga } from './saga/saga.js';
import type { SagaObserver } from './saga/saga-observer.js';
import { STEPS, type PlacementStep } from './steps.js';

const currentDetails: SagaObserver<PlacementStep> = {
  compensationStarted: ({ compensation }) => setCurrentDetails(compensation.name),
  compensationStuck: ({ compensation }) => setCurrentDetails(`Stuck: ${compensation.name}`),
};

/**
 * Cancels a confirmed order, or an order whose placement was terminated at any step: refunds or voids its payment, returns its
 * stock and cancels it. Has no effect on what is already compensated.
 *
 * It cannot be cancelled: after the refund there is no order to keep.
 */
export async function cancelConfirmedOrder({ order, charge, stock, ending }: CancelConfirmedOrderInput): Promise<void> {
  const saga = new Saga<PlacementStep, Termination>({ observers: [new RollbackTracing(), currentDetails] });
  saga.addCompensation(STEPS.create, (termination) => orders.endOrder({ order, ending: termination }));
  saga.addCompensation(STEPS.confirmStock, () => inventory.restock(stock));
  saga.addCompensation(STEPS.pay, () => payments.cancelPayment(charge));
  await saga.compensate(ending);
  setCurrentDetails('done');
}
