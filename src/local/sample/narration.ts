import type { inventory, orders, payments } from '../../workflows/activities.js';

type Activities = typeof orders & typeof inventory & typeof payments;

export interface Step {
  readonly activity: string;
  readonly when: 'started' | 'done';
  readonly input?: unknown;
  readonly result?: unknown;
}

type Tellings = {
  readonly [A in keyof Activities]?: {
    readonly started?: () => string;
    readonly done?: (input: Parameters<Activities[A]>[0], result: Awaited<ReturnType<Activities[A]>>) => string;
  };
};

/** The steps of an order in words. Local activities record no input. */
const TELLINGS: Tellings = {
  priceOrder: {
    done: (_, { items, totalAmount, currency }) =>
      `priced: ${items.map(({ quantity, name }) => `${quantity} × ${name}`).join(' + ')} = ${money(totalAmount, currency)}`,
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
export function narrate({ activity, when, input, result }: Step): string | undefined {
  const telling = TELLINGS[activity as keyof Activities] as
    { started?: () => string; done?: (input: unknown, result: unknown) => string } | undefined;
  if (when === 'started') return telling?.started?.();
  return telling?.done?.(input, result) ?? activity;
}

function money(minorUnits: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minorUnits / 10 ** digits);
}
