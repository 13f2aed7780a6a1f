import type { GatewayEvent, UnassignedEvent } from '../../domains/payments/payment-gateway.js';
import type { PaymentReader } from '../../domains/payments/payment-reader.js';

/** Finds the order of an event that names a charge only. An event of a charge that no payment has does not concern orders. */
export async function assignEvent(
  event: GatewayEvent | UnassignedEvent,
  payments: Pick<PaymentReader, 'findOrderOfCharge'>,
): Promise<GatewayEvent> {
  if (event.type === 'other' || event.orderId !== null) return event;
  const orderId = await payments.findOrderOfCharge(event.transactionId);
  return orderId === null ? { id: event.id, orderId, type: 'other' } : { ...event, orderId };
}
