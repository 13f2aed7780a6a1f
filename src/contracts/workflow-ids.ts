/** Workflow ids. Temporal lets one run of each id be open, which makes starting a workflow idempotent. */

export function orderWorkflowId(orderId: string): string {
  return `order-${orderId}`;
}

export function cancellationWorkflowId(orderId: string): string {
  return `cancel-${orderId}`;
}

export function cancelOrdersWorkflowId(cancellationId: string): string {
  return `cancel-orders-${cancellationId}`;
}

export function latePaymentWorkflowId(orderId: string): string {
  return `late-payment-${orderId}`;
}

export function refundWorkflowId(refundId: string): string {
  return `refund-${refundId}`;
}

/** @param transactionId - the provider's id of the charge that is not the payment's */
export function otherChargeWorkflowId(orderId: string, transactionId: string): string {
  return `other-charge-${transactionId}-${orderId}`;
}

/** The charge that a run releases; null for any other workflow id. */
export function otherChargeOfWorkflow(workflowId: string): { orderId: string; transactionId: string } | null {
  const [, transactionId, orderId] =
    /^other-charge-(.+)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(workflowId) ?? [];
  return transactionId === undefined || orderId === undefined ? null : { orderId, transactionId };
}

export function followPaymentWorkflowId(orderId: string): string {
  return `follow-payment-${orderId}`;
}

export function returnWorkflowId(returnId: string): string {
  return `return-${returnId}`;
}

/** The return of a run; null for any other workflow id. */
export function returnIdOfWorkflow(workflowId: string): string | null {
  return /^return-([0-9a-f-]{36})$/.exec(workflowId)?.[1] ?? null;
}

/** The ids of the runs that compensate the steps of an order. */
export function compensatingWorkflowIds(orderId: string): string[] {
  return [
    orderWorkflowId(orderId),
    cancellationWorkflowId(orderId),
    latePaymentWorkflowId(orderId),
    followPaymentWorkflowId(orderId),
  ];
}

/** The order of a run that compensates its steps; null for any other workflow id. */
export function orderIdOfWorkflow(workflowId: string): string | null {
  const [orderId] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(workflowId) ?? [];
  if (orderId === undefined) return null;
  const compensates = compensatingWorkflowIds(orderId).includes(workflowId) || workflowId.startsWith('other-charge-');
  return compensates ? orderId : null;
}
