import type { inventory, orders, payments } from '../../workflows/activities.js';

type Activities = typeof orders & typeof inventory & typeof payments;

export interface ActivityEvent {
  readonly activity: string;
  readonly phase: 'started' | 'done';
  readonly input?: unknown;
  readonly result?: unknown;
}

type ActivityMessages = {
  readonly [A in keyof Activities]?: {
    readonly started?: () => string;
    readonly done?: (input: Parameters<Activities[A]>[0], result: Awaited<ReturnType<Activities[A]>>) => string;
  };
};

/** The steps of an order in words. Local activities record no input. */
const ACTIVITY_MESSAGES: ActivityMessages = {
  priceOrder: {
    done: (_, { items, totalAmount, currency }) =>
      `priced: ${items.map(({ quantity, name }) => `${quantity} × ${name}`).join(' + ')} = ${formatMoney(totalAmount, currency)}`,
  },
  reserveStock: { done: ({ expiresAt }) => `stock reserved until ${new Date(expiresAt).toLocaleTimeString()}` },
  createOrder: { done: () => 'order created (pending), and the caller answered' },
  processPayment: {
    started: () => 'charging the card',
    done: (_, { transactionId }) => `payment captured, ${transactionId}`,
  },
  confirmStock: { done: () => 'stock confirmed' },
  confirmOrder: { done: () => 'order confirmed' },
};

/** The step in words; undefined when there is nothing to say. A step without words of its own is told by its name. */
export function describeActivityEvent({ activity, phase, input, result }: ActivityEvent): string | undefined {
  const messages = ACTIVITY_MESSAGES[activity as keyof Activities] as
    { started?: () => string; done?: (input: unknown, result: unknown) => string } | undefined;
  if (phase === 'started') return messages?.started?.();
  return messages?.done?.(input, result) ?? activity;
}

function formatMoney(minorUnits: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minorUnits / 10 ** digits);
}
