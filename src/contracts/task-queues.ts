/** One queue a domain: each has workers of its own, scaled and rate-limited by themselves. */
export const TASK_QUEUES = { orders: 'orders', inventory: 'inventory', payments: 'payments' } as const;
