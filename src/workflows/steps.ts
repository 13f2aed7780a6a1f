import { SPANS, type SpanDefinition } from '../telemetry/names.js';
import type { OrderStep } from '../contracts/place-order.js';

/** A compensation. */
export interface StepCompensation {
  readonly name: string;
  /** The event of the rollback's span when it begins. */
  readonly startedEvent: (typeof SPANS.rollback.events)[number];
}

export interface Step {
  /** What `orderState` says while it runs. */
  readonly state: OrderStep;
  readonly name: string;
  readonly span: SpanDefinition;
  /** The event of the saga's span when it has succeeded. */
  readonly completedEvent: (typeof SPANS.executeSaga.events)[number];
  /** Its compensation; one without is never undone. */
  readonly compensation?: StepCompensation;
}

/** The steps of placing an order, in their order: what an operator reads, and what the trace is told. */
export const STEPS = {
  price: {
    state: 'pricing',
    name: 'validate and price',
    span: SPANS.price,
    completedEvent: 'validation completed',
  },
  reserve: {
    state: 'reserving',
    name: 'reserve stock',
    span: SPANS.reserveStep,
    completedEvent: 'inventory reserved',
    compensation: { name: 'release stock', startedEvent: 'releasing inventory' },
  },
  create: {
    state: 'creating',
    name: 'create order',
    span: SPANS.createStep,
    completedEvent: 'order created',
    compensation: { name: 'end order', startedEvent: 'cancelling order' },
  },
  pay: {
    state: 'paying',
    name: 'pay',
    span: SPANS.payStep,
    completedEvent: 'payment processed',
    compensation: { name: 'refund or void', startedEvent: 'refunding payment' },
  },
  confirmStock: {
    state: 'confirming',
    name: 'confirm stock',
    span: SPANS.confirmStep,
    completedEvent: 'inventory confirmed',
    compensation: { name: 'restock', startedEvent: 'restocking inventory' },
  },
  confirmOrder: {
    state: 'confirming',
    name: 'confirm order',
    span: SPANS.finishStep,
    completedEvent: 'order confirmed',
  },
} as const satisfies Record<string, Step>;
