/** The idempotency key of an order's charge. It names the order and the step, never the attempt. */
export function chargeKey(orderId: string): string {
  return `${orderId}:charge`;
}
