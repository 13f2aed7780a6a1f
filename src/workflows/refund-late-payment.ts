import { continueAsNew, setCurrentDetails } from '@temporalio/workflow';
import type { PaymentRequest } from '../contracts/payments.js';
import { cancelPayment } from './cancel-payment.js';
import { describeParked } from './describe-parked.js';
import { handleRetries } from './handle-retries.js';
import { Attention } from './observers/attention.js';
import { Saga } from './saga/saga.js';
import type { SagaObserver } from './saga/saga-observer.js';
import type { Step } from './saga/step.js';

const PAY = { id: 'pay', name: 'pay', compensation: { name: 'refund' } } as const satisfies Step;

const currentDetails: SagaObserver<typeof PAY> = {
  compensationStuck: () => setCurrentDetails('Stuck: refund'),
  compensationParked: (_step, parked) => setCurrentDetails(describeParked([parked])),
};

/** Refunds a payment that succeeded after its order was cancelled or failed. It cannot be cancelled. */
export async function refundLatePayment(charge: PaymentRequest): Promise<void> {
  const saga = new Saga<typeof PAY, void>({ observers: [new Attention(), currentDetails] });
  handleRetries(saga);
  saga.addCompensation(PAY, () => cancelPayment(charge));
  // replay-tested: 2026-11-28, test/replay and test/recovery/parked.test.ts
  if (!(await saga.compensate())) await continueAsNew<typeof refundLatePayment>(charge);
}
