import { CancellationScope, continueAsNew, setCurrentDetails } from '@temporalio/workflow';
import type { RefundReceipt } from '../contracts/payments.js';
import type { Rejection } from '../contracts/place-order.js';
import type { ReturnOutcome, ReturnRequest } from '../contracts/returns.js';
import { inventory, orders, payments } from './activities.js';
import { describeParked } from './describe-parked.js';
import { toRejection } from './failures.js';
import { handleRetries } from './handle-retries.js';
import { Attention } from './observers/attention.js';
import { REFUND_UNAVAILABLE } from './rejections.js';
import { Saga } from './saga/saga.js';
import type { Step } from './saga/step.js';
import { startFollowPayment } from './start-follow-payment.js';

const REFUND = { id: 'refund', name: 'refund', compensation: { name: 'refund the lines' } } as const satisfies Step;
const RECEIVE = { id: 'receive', name: 'receive', compensation: { name: 'receive the stock' } } as const satisfies Step;
const COMPLETE = {
  id: 'complete',
  name: 'complete',
  compensation: { name: 'complete the return' },
} as const satisfies Step;

/**
 * Returns lines of a confirmed order, once per return id: records them, refunds their price and takes the stock back. A rejection is
 * an outcome, not a failure of the run. It cannot be cancelled.
 *
 * The quantities are recorded first, so that concurrent returns never exceed the order. A rejected refund withdraws the return; any
 * other failure is parked and tried again, because money may have moved.
 */
export function returnOrder(request: ReturnRequest): Promise<ReturnOutcome> {
  return CancellationScope.nonCancellable(() => returnLines(request));
}

async function returnLines(request: ReturnRequest): Promise<ReturnOutcome> {
  const { returnId, orderId, reason } = request;
  const saga = new Saga<Step, void>({
    observers: [
      new Attention(),
      {
        compensationStarted: ({ compensation }) => setCurrentDetails(compensation.name),
        compensationParked: () => setCurrentDetails(describeParked(saga.parked)),
      },
    ],
  });
  handleRetries(saga);
  let refund: RefundReceipt | null = null;
  let rejection: Rejection | null = null;
  let amount: number;
  try {
    ({ amount } = await orders.recordReturn(request));
  } catch (error) {
    return { request, refund, rejection: toRejection(error) };
  }

  const refundLines = async () => {
    if (amount === 0) return;
    try {
      refund = await payments.refundReturn({ refundId: returnId, orderId, amount, reason });
    } catch (error) {
      const cause = toRejection(error, REFUND_UNAVAILABLE);
      // Only a rejection says that no money has moved.
      if (cause === REFUND_UNAVAILABLE) throw error;
      rejection = cause;
    }
    if (refund?.status === 'pending') await startFollowPayment(orderId);
  };
  saga.addCompensation(
    COMPLETE,
    () =>
      rejection
        ? orders.withdrawReturn({ returnId })
        : orders.completeReturn({ returnId, refundedAmount: refund?.amount ?? 0 }),
    { waitsForOthers: true },
  );
  saga.addCompensation(RECEIVE, () => (rejection ? Promise.resolve() : inventory.receiveReturn(request)), {
    waitsForOthers: true,
  });
  saga.addCompensation(REFUND, refundLines);
  // replay-tested: 2026-11-28, test/recovery/returns.test.ts
  if (!(await saga.compensate())) await continueAsNew<typeof returnOrder>(request);
  setCurrentDetails('done');
  return { request, refund, rejection };
}
