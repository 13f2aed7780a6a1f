import { PAYMENT_METHODS, type PaymentMethod } from '../../src/contracts/payments.js';
import { TOKENS } from '../../src/gateway/tokens.js';
import { seededRandom, shuffled } from '../kit/random.js';
import { FAULT_KINDS, PROCESS_COUNTS, type FaultKind } from './fault-kinds.js';

/** The behavior of one customer. Times are in ms. */
export interface PlannedOrder {
  readonly number: number;
  /** Time since the start. */
  readonly atMs: number;
  readonly customer: number;
  readonly lines: readonly { readonly product: number; readonly quantity: number }[];
  readonly method: PaymentMethod;
  /** Undefined lets the gateway decide at random. */
  readonly token: string | undefined;
  /** Without a key, the customer does not retry. */
  readonly hasIdempotencyKey: boolean;
  /** Sends the request twice concurrently. */
  readonly sentTwice: boolean;
  /** On the gateway's payment page, if the payment waits for the customer. */
  readonly decision: 'approve' | 'decline' | 'ignore';
  readonly decisionDelayMs: number;
  /** Time after the order was placed; undefined when it is not cancelled. */
  readonly cancelAfterMs: number | undefined;
  readonly extendsReservation: boolean;
  /** Share of the total that an operator refunds once the order is confirmed. */
  readonly refundShare: number | undefined;
  /** An operator takes a unit back once the order is confirmed. */
  readonly returnsUnit: boolean;
}

export type PlannedFault = FaultKind & {
  /** Time since the start. */
  readonly atMs: number;
  readonly durationMs: number;
  /** Index of the process among those of its name. */
  readonly instance: number;
  /** From 0 to 1; selects the target among those that exist when the fault is injected. */
  readonly draw: number;
};

export interface Plan {
  readonly orders: readonly PlannedOrder[];
  readonly faults: readonly PlannedFault[];
  /** Opening stock of each product. */
  readonly stock: readonly number[];
}

export const CUSTOMER_COUNT = 20;
/** The first products never sell out; each further one has a unit for every 4 or 10 orders. */
const ABUNDANT_PRODUCTS = 6;
const SCARCE_STOCK_DIVISORS = [4, 10] as const;
const ABUNDANT_STOCK = 1_000_000;

/** Every token of the simulated gateway, and none, with every method. */
const PAYMENTS = PAYMENT_METHODS.flatMap((method) => [...TOKENS.keys(), undefined].map((token) => ({ method, token })));
/** A run with at least as many orders meets every payment. */
export const MIN_ORDERS = PAYMENTS.length;

const FAULT_INTERVAL_MS = 4_000;
/** Time between the last order or fault and the end of the run, so that orders meet all faults. */
const ORDER_CUTOFF_MS = 25_000;
const FAULT_CUTOFF_MS = 5_000;

type Random = () => number;

interface PlanOptions {
  readonly orders: number;
  readonly minutes: number;
  readonly seed: number;
  /** The kinds of faults; by default all. */
  readonly kinds?: readonly FaultKind[];
}

/** Generates the plan of a run; the same options generate the same plan. */
export function generatePlan({ orders, minutes, seed, kinds = FAULT_KINDS }: PlanOptions): Plan {
  const random = seededRandom(seed);
  const durationMs = minutes * 60_000;
  const payments = sampleEvenly(PAYMENTS, orders, random);
  const faults = sampleEvenly(kinds, Math.max(kinds.length, Math.floor(durationMs / FAULT_INTERVAL_MS)), random);
  return {
    stock: [
      ...Array<number>(ABUNDANT_PRODUCTS).fill(ABUNDANT_STOCK),
      ...SCARCE_STOCK_DIVISORS.map((share) => Math.floor(orders / share)),
    ],
    orders: payments.map((payment, number) =>
      generateOrder(payment, number, (durationMs - ORDER_CUTOFF_MS) * random(), random),
    ),
    faults: faults.map((kind, index) => ({
      ...kind,
      atMs: Math.round(((index + random()) / faults.length) * (durationMs - FAULT_CUTOFF_MS)),
      durationMs: Math.min(
        Math.round(uniform(...DURATION_RANGES_MS[kind.kind], random)),
        durationMs * MAX_SHARE_OF_RUN,
      ),
      instance: kind.kind === 'kill' ? Math.floor(random() * PROCESS_COUNTS[kind.process]) : 0,
      draw: random(),
    })),
  };
}

/** Shortest and longest duration of each kind of fault. */
const DURATION_RANGES_MS: Readonly<Record<FaultKind['kind'], readonly [number, number]>> = {
  kill: [0, 4_000],
  latency: [2_000, 6_000],
  blackhole: [2_000, 8_000],
  reset: [1_000, 3_000],
  cut: [1_000, 6_000],
  duplicate: [0, 0],
  reorder: [0, 4_000],
  delay: [1_000, 8_000],
  'reset-run': [0, 0],
  terminate: [0, 0],
  cancel: [0, 0],
  signal: [0, 0],
  start: [0, 0],
  absence: [60_000, 60_000],
  clock: [5_000, 20_000],
  version: [0, 0],
  'read-only': [2_000, 8_000],
  overload: [5_000, 15_000],
  'full-disk': [2_000, 8_000],
};
/** No fault lasts longer than this share of the run. */
const MAX_SHARE_OF_RUN = 0.125;

function generateOrder(
  payment: Pick<PlannedOrder, 'method' | 'token'>,
  number: number,
  at: number,
  random: Random,
): PlannedOrder {
  const chance = (share: number) => random() < share;
  const products = shuffled([...Array(ABUNDANT_PRODUCTS + SCARCE_STOCK_DIVISORS.length).keys()], random).slice(
    0,
    chance(0.3) ? 2 : 1,
  );
  return {
    ...payment,
    number,
    atMs: Math.round(at),
    customer: Math.floor(random() * CUSTOMER_COUNT),
    lines: products.map((product) => ({ product, quantity: 1 + Math.floor(random() * 3) })),
    hasIdempotencyKey: chance(0.9),
    sentTwice: chance(0.1),
    decision: chance(0.6) ? 'approve' : chance(0.5) ? 'decline' : 'ignore',
    decisionDelayMs: Math.round(uniform(0, 4_000, random)),
    cancelAfterMs: chance(0.15) ? Math.round(uniform(0, 10_000, random)) : undefined,
    extendsReservation: chance(0.15),
    refundShare: chance(0.15) ? (chance(0.5) ? 1 : random()) : undefined,
    returnsUnit: chance(0.15),
  };
}

/** Draws values in random order; each occurs equally often, or once more. */
function sampleEvenly<T>(values: readonly T[], count: number, random: Random): T[] {
  const sampled: T[] = [];
  while (sampled.length < count) sampled.push(...shuffled(values, random));
  return sampled.slice(0, count);
}

function uniform(min: number, max: number, random: Random): number {
  return min + (max - min) * random();
}
