/** Workflow ids. Temporal lets one run of each id be open, which makes starting a workflow idempotent. */

export function orderWorkflowId(orderId: string): string {
  return `order-${orderId}`;
}

export function cancellationWorkflowId(orderId: string): string {
  return `cancel-${orderId}`;
}

export function latePaymentWorkflowId(orderId: string): string {
  return `late-payment-${orderId}`;
}

export function refundWorkflowId(refundId: string): string {
  return `refund-${refundId}`;
}
