import type { InventoryActivities } from '../activities/inventory.js';
import type { OrdersActivities } from '../activities/orders.js';
import type { PaymentsActivities } from '../activities/payments.js';
import type { OrderStep } from '../contracts/place-order.js';
import { ORDER_STEPS } from '../contracts/steps.js';
import { SPANS, type SpanDefinition } from '../telemetry/names.js';
import type { Step } from './saga/step.js';

type ActivityName = keyof InventoryActivities | keyof OrdersActivities | keyof PaymentsActivities;

/** A step of placing an order, with what the trace shows of it. */
export interface PlacementStep extends Step {
  readonly state: OrderStep;
  readonly activity: ActivityName;
  readonly span: SpanDefinition;
  /** The event on the saga's span when the step succeeds. */
  readonly completedEvent: (typeof SPANS.executeSaga.events)[number];
  readonly compensation?: {
    readonly name: string;
    readonly activity: ActivityName;
    /** The event on the rollback's span when the compensation starts. */
    readonly startedEvent: (typeof SPANS.rollback.events)[number];
  };
}

const { price, reserve, create, pay, confirmStock, capture, confirmOrder } = ORDER_STEPS;

/** The steps of {@link ORDER_STEPS}, each with its span. */
export const STEPS = {
  price: { ...price, span: SPANS.price, completedEvent: 'validation completed' },
  reserve: {
    ...{ ...reserve, span: SPANS.reserveStep, completedEvent: 'inventory reserved' },
    compensation: { ...reserve.compensation, startedEvent: 'releasing inventory' },
  },
  create: {
    ...{ ...create, span: SPANS.createStep, completedEvent: 'order created' },
    compensation: { ...create.compensation, startedEvent: 'cancelling order' },
  },
  pay: {
    ...{ ...pay, span: SPANS.payStep, completedEvent: 'payment processed' },
    compensation: { ...pay.compensation, startedEvent: 'refunding payment' },
  },
  confirmStock: {
    ...{ ...confirmStock, span: SPANS.confirmStep, completedEvent: 'inventory confirmed' },
    compensation: { ...confirmStock.compensation, startedEvent: 'restocking inventory' },
  },
  capture: { ...capture, span: SPANS.captureStep, completedEvent: 'payment captured' },
  confirmOrder: { ...confirmOrder, span: SPANS.finishStep, completedEvent: 'order confirmed' },
} as const satisfies Record<keyof typeof ORDER_STEPS, PlacementStep>;
