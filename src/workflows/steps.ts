import { SPANS, type SpanDefinition } from '../telemetry/names.js';
import type { OrderStep } from './messages.js';

/** A compensation. */
export interface Undo {
  readonly name: string;
  /** The event of the rollback's span when it begins. */
  readonly begins: (typeof SPANS.rollback.events)[number];
}

export interface Step {
  /** What `orderState` says while it runs. */
  readonly state: OrderStep;
  readonly name: string;
  readonly span: SpanDefinition;
  /** The event of the saga's span when it has succeeded. */
  readonly done: (typeof SPANS.executeSaga.events)[number];
  /** Its compensation; one without is never undone. */
  readonly undo?: Undo;
}

/** The steps of placing an order, in their order: what an operator reads, and what the trace is told. */
export const STEPS = {
  price: {
    state: 'pricing',
    name: 'validate and price',
    span: SPANS.price,
    done: 'validation completed',
  },
  reserve: {
    state: 'reserving',
    name: 'reserve stock',
    span: SPANS.reserveStep,
    done: 'inventory reserved',
    undo: { name: 'release stock', begins: 'releasing inventory' },
  },
  create: {
    state: 'creating',
    name: 'create order',
    span: SPANS.createStep,
    done: 'order created',
    undo: { name: 'end order', begins: 'cancelling order' },
  },
  pay: {
    state: 'paying',
    name: 'pay',
    span: SPANS.payStep,
    done: 'payment processed',
    undo: { name: 'refund or void', begins: 'refunding payment' },
  },
  confirmStock: {
    state: 'confirming',
    name: 'confirm stock',
    span: SPANS.confirmStep,
    done: 'inventory confirmed',
    undo: { name: 'restock', begins: 'restocking inventory' },
  },
  confirmOrder: {
    state: 'confirming',
    name: 'confirm order',
    span: SPANS.finishStep,
    done: 'order confirmed',
  },
} as const satisfies Record<string, Step>;
