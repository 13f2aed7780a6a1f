/** One task queue per domain, so that each domain's workers scale and are rate-limited independently. */
export const TASK_QUEUES = { orders: 'orders', inventory: 'inventory', payments: 'payments' } as const;

/** The worker deployment of a domain. Each domain's versions are rolled out, drained and rolled back independently. */
export function deploymentNameFor(domain: keyof typeof TASK_QUEUES): string {
  return `durable-orders-${domain}`;
}
