import { CancellationScope, condition, continueAsNew, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { FollowPaymentInput } from '../contracts/follow-payment.js';
import type { ParkedCompensation } from '../contracts/parked-compensation.js';
import type { FollowedPayment } from '../contracts/payments.js';
import { payments } from './activities.js';
import { describeParked } from './describe-parked.js';
import { parked, paymentEvent, retryNow } from './messages.js';
import { Attention } from './observers/attention.js';
import { isHistoryLong } from './saga/history-length.js';
import { messageOf } from './saga/parking.js';
import { retryDelayMs } from './saga/retry-policy.js';

const REFUND = { id: 'pay', name: 'pay', compensation: { name: 'refund' } } as const;

/**
 * Follows a payment until each of its refunds and disputes is decided: looks it up when an event arrives, and at growing intervals
 * in case an event is lost. When the refund of a cancelled order fails, the order needs attention, and a new refund is requested
 * at each interval. It cannot be cancelled.
 */
export function followPayment(input: FollowPaymentInput): Promise<void> {
  return CancellationScope.nonCancellable(() => follow(input));
}

async function follow({
  orderId,
  lookups: earlierLookups = 0,
  needsAttention = false,
  retry: retryFirst = false,
}: FollowPaymentInput): Promise<void> {
  const attention = new Attention();
  let problem: ParkedCompensation | undefined;
  let eventCount = 0;
  const requested = { retry: false };
  setHandler(paymentEvent, () => void (eventCount += 1));
  setHandler(parked, () => (problem ? [problem] : []));
  // Requested during a lookup, it takes effect after it.
  setHandler(retryNow, () => void (requested.retry = true));

  let retry = retryFirst;
  for (let lookups = earlierLookups + 1; ; lookups += 1) {
    const seenEvents = eventCount;
    const { settled, owed, failure, unreadable } = await lookUp(orderId, retry);
    if (settled) break;
    const delayMs = retryDelayMs(lookups);
    // A new refund may fail as well, so the order needs attention until the money is returned.
    if (owed > 0 || unreadable || problem || needsAttention) {
      const lastError = failure ?? 'The refund has no outcome yet.';
      const nextTryAt = new Date(Date.now() + delayMs).toISOString();
      problem = { id: REFUND.id, name: REFUND.compensation.name, attempts: lookups, lastError, nextTryAt };
      attention.compensationParked(REFUND, problem);
      setCurrentDetails(describeParked([problem]));
    } else setCurrentDetails('waits for the payment provider');
    const woken = await condition(() => eventCount > seenEvents || requested.retry, delayMs, {
      summary: 'Look the payment up',
    });
    // An event only says that the provider has decided something: the next attempt keeps its time.
    retry = requested.retry || !woken;
    requested.retry = false;
    if (isHistoryLong()) {
      // replay-tested: 2026-11-28, test/recovery/followed-payments.test.ts
      await continueAsNew<typeof followPayment>({ orderId, lookups, needsAttention: problem !== undefined, retry });
    }
  }
  attention.compensationCompleted(REFUND);
  setCurrentDetails('done');
}

/** @returns with `unreadable`, when the activity gave up: an operator must look at it */
async function lookUp(orderId: string, retry: boolean): Promise<FollowedPayment & { readonly unreadable?: true }> {
  try {
    return await payments.followPayment({ orderId, retry });
  } catch (error) {
    return { settled: false, owed: 0, failure: messageOf(error), unreadable: true };
  }
}
