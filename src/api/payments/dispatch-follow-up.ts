import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayEvent } from '../../domains/payments/payment-gateway.js';
import type { PaymentEventsService } from '../../domains/payments/payment-events.service.js';
import type { PaymentRuns } from './payment-runs.js';

/** Time for the response to a refund to be recorded when its event overtakes it, in milliseconds. */
const REFUND_RESPONSE_GRACE_MS = 250;

interface FollowUpServices {
  readonly paymentEvents: Pick<PaymentEventsService, 'repeatsKnownRefund'>;
  readonly paymentRuns: Pick<PaymentRuns, 'followPayment'>;
}

/**
 * Dispatches an event about a refund or a dispute to the run that follows the payment, which looks it up. Most refunds are known from
 * the response of the provider, and their event needs no run.
 */
export async function dispatchFollowUp(
  event: GatewayEvent & { readonly orderId: string },
  { paymentEvents, paymentRuns }: FollowUpServices,
): Promise<void> {
  if (event.type === 'refund.succeeded') {
    await sleep(REFUND_RESPONSE_GRACE_MS);
    if (await paymentEvents.repeatsKnownRefund(event)) return;
  }
  await paymentRuns.followPayment(event.orderId, event.id);
}
