/** One task queue per domain, so that each domain's workers scale and are rate-limited independently. */
export const TASK_QUEUES = { orders: 'orders', inventory: 'inventory', payments: 'payments' } as const;
