import type { OrderStep } from '../contracts/place-order.js';
import { SPANS, type SpanDefinition } from '../telemetry/names.js';
import type { Step } from './saga/step.js';

/** A step of placing an order: how the query `orderState`, an operator and the trace know it. */
export interface PlacementStep extends Step {
  /** `OrderState.step` while the step runs. */
  readonly state: OrderStep;
  readonly span: SpanDefinition;
  /** The event on the saga's span when the step succeeds. */
  readonly completedEvent: (typeof SPANS.executeSaga.events)[number];
  readonly compensation?: {
    readonly name: string;
    /** The event on the rollback's span when the compensation starts. */
    readonly startedEvent: (typeof SPANS.rollback.events)[number];
  };
}

/** In the order they run; `capture` only for an authorized payment. An `id` is public: the API returns it. */
export const STEPS = {
  price: {
    id: 'price',
    state: 'pricing',
    name: 'validate and price',
    span: SPANS.price,
    completedEvent: 'validation completed',
  },
  reserve: {
    id: 'reserve',
    state: 'reserving',
    name: 'reserve stock',
    span: SPANS.reserveStep,
    completedEvent: 'inventory reserved',
    compensation: { name: 'release stock', startedEvent: 'releasing inventory' },
  },
  create: {
    id: 'create',
    state: 'creating',
    name: 'create order',
    span: SPANS.createStep,
    completedEvent: 'order created',
    compensation: { name: 'end order', startedEvent: 'cancelling order' },
  },
  pay: {
    id: 'pay',
    state: 'paying',
    name: 'pay',
    span: SPANS.payStep,
    completedEvent: 'payment processed',
    compensation: { name: 'refund or void', startedEvent: 'refunding payment' },
  },
  confirmStock: {
    id: 'confirm_stock',
    state: 'confirming',
    name: 'confirm stock',
    span: SPANS.confirmStep,
    completedEvent: 'inventory confirmed',
    compensation: { name: 'restock', startedEvent: 'restocking inventory' },
  },
  capture: {
    id: 'capture',
    state: 'capturing',
    name: 'capture payment',
    span: SPANS.captureStep,
    completedEvent: 'payment captured',
  },
  confirmOrder: {
    id: 'confirm_order',
    state: 'confirming',
    name: 'confirm order',
    span: SPANS.finishStep,
    completedEvent: 'order confirmed',
  },
} as const satisfies Record<string, PlacementStep>;
