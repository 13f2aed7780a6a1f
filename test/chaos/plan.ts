import { PAYMENT_METHODS, type PaymentMethod } from '../../src/domains/payments/payment-status.js';
import { seeded, shuffled } from '../support/random.js';
import { FAULT_KINDS, PROCESSES, type FaultKind } from './kinds.js';

/** What one customer does. Times are in ms. */
export interface PlannedOrder {
  readonly number: number;
  /** Since the start. */
  readonly at: number;
  readonly customer: number;
  readonly lines: readonly { readonly product: number; readonly quantity: number }[];
  readonly method: PaymentMethod;
  /** undefined leaves it to the gateway's coin. */
  readonly token: string | undefined;
  /** Without one, the customer does not try again. */
  readonly keyed: boolean;
  /** Sends the request twice at once. */
  readonly twice: boolean;
  /** At the gateway's page, where the method leads there. */
  readonly decision: 'approve' | 'decline' | 'ignore';
  readonly thinksFor: number;
  /** After the order was placed. */
  readonly cancelsAfter: number | undefined;
  readonly extends: boolean;
  /** Share of the total that an operator gives back once it is confirmed. */
  readonly refund: number | undefined;
}

export type PlannedFault = FaultKind & {
  /** Since the start. */
  readonly at: number;
  readonly lasts: number;
  /** Which of the processes of its name. */
  readonly victim: number;
};

export interface Plan {
  readonly orders: readonly PlannedOrder[];
  readonly faults: readonly PlannedFault[];
  /** Units that there are of each product. */
  readonly stock: readonly number[];
}

export const CUSTOMERS = 20;
/** Products that there are plenty of, and after them those of which there is one unit for so many orders. */
const PLENTIFUL = 6;
const SCARCE = [4, 10] as const;
const PLENTY = 1_000_000;

const TOKENS = [
  ...['tok_approve', 'tok_decline', 'tok_insufficient_funds', 'tok_timeout', 'tok_flaky', 'tok_slow'],
  undefined,
];
const FAULT_EVERY_MS = 4_500;
/** How long before the time is over the last order is placed, and the last fault begins: orders meet all faults. */
const NO_ORDERS_MS = 25_000;
const NO_FAULTS_MS = 5_000;

type Random = () => number;

/** Draws what happens; the same seed draws the same. */
export function drawPlan({ orders, minutes, seed }: { orders: number; minutes: number; seed: number }): Plan {
  const random = seeded(seed);
  const span = minutes * 60_000;
  const kinds = PAYMENT_METHODS.flatMap((method) => TOKENS.map((token) => ({ method, token })));
  const fates = rounds(kinds, orders, random);
  const faults = rounds(FAULT_KINDS, Math.max(FAULT_KINDS.length, Math.floor(span / FAULT_EVERY_MS)), random);
  return {
    stock: [...Array<number>(PLENTIFUL).fill(PLENTY), ...SCARCE.map((share) => Math.floor(orders / share))],
    orders: fates.map((fate, number) => drawOrder(fate, number, (span - NO_ORDERS_MS) * random(), random)),
    faults: faults.map((kind, index) => ({
      ...kind,
      at: Math.round(((index + random()) / faults.length) * (span - NO_FAULTS_MS)),
      lasts: Math.round(between(...DURATIONS[kind.kind], random)),
      victim: kind.kind === 'kill' ? Math.floor(random() * PROCESSES[kind.process]) : 0,
    })),
  };
}

/** How long each kind of fault lasts: least and most. */
const DURATIONS: Readonly<Record<FaultKind['kind'], readonly [number, number]>> = {
  kill: [0, 4_000],
  latency: [2_000, 6_000],
  blackhole: [2_000, 8_000],
  reset: [1_000, 3_000],
  cut: [1_000, 6_000],
  duplicate: [0, 0],
  reorder: [0, 4_000],
  delay: [1_000, 8_000],
};

function drawOrder(
  fate: Pick<PlannedOrder, 'method' | 'token'>,
  number: number,
  at: number,
  random: Random,
): PlannedOrder {
  const chance = (share: number) => random() < share;
  const products = shuffled([...Array(PLENTIFUL + SCARCE.length).keys()], random).slice(0, chance(0.3) ? 2 : 1);
  return {
    ...fate,
    number,
    at: Math.round(at),
    customer: Math.floor(random() * CUSTOMERS),
    lines: products.map((product) => ({ product, quantity: 1 + Math.floor(random() * 3) })),
    keyed: chance(0.9),
    twice: chance(0.1),
    decision: chance(0.6) ? 'approve' : chance(0.5) ? 'decline' : 'ignore',
    thinksFor: Math.round(between(0, 4_000, random)),
    cancelsAfter: chance(0.15) ? Math.round(between(0, 10_000, random)) : undefined,
    extends: chance(0.15),
    refund: chance(0.15) ? (chance(0.5) ? 1 : random()) : undefined,
  };
}

/** So many values, each as often as the others or once more, in no order. */
function rounds<T>(values: readonly T[], count: number, random: Random): T[] {
  const drawn: T[] = [];
  while (drawn.length < count) drawn.push(...shuffled(values, random));
  return drawn.slice(0, count);
}

function between(least: number, most: number, random: Random): number {
  return least + (most - least) * random();
}
