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

/** A sentence for each step of an order. Local activities record no input. */
const ACTIVITY_MESSAGES: ActivityMessages = {
  priceOrder: {
    done: (_, { items, totalAmount, currency }) =>
      `Priced: ${items.map(({ quantity, name }) => `${quantity} × ${name}`).join(' + ')} = ${formatMoney(totalAmount, currency)}`,
  },
  reserveStock: { done: ({ expiresAt }) => `Reserved stock until ${new Date(expiresAt).toLocaleTimeString()}` },
  createOrder: { done: () => 'Created the order (pending) and responded to the caller' },
  processPayment: {
    started: () => 'Charging the card',
    done: (_, { transactionId }) => `Captured the payment (${transactionId})`,
  },
  confirmStock: { done: () => 'Confirmed the stock' },
  confirmOrder: { done: () => 'Confirmed the order' },
};

/** Describes a step; undefined when there is nothing to report. An unknown activity is described by its name. */
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
