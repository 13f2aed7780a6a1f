import type { OrderStep } from './place-order.js';

/** What every part of the service knows of a step: the workflow, the timeline, the page and the alerts. */
interface OrderStepDefinition {
  /** Public and stable: the API returns it. */
  readonly id: string;
  /** `OrderState.step` while the step runs. */
  readonly state: OrderStep;
  /** What an operator reads. */
  readonly name: string;
  /** The activity that runs it. A timeline shows the step by it. */
  readonly activity: string;
  /** The alert of Prometheus that tells operators when the step fails for many orders. */
  readonly alert: string;
  /** Absent when the step has nothing to undo. */
  readonly compensation?: { readonly name: string; readonly activity: string };
}

/**
 * The steps of placing an order, in the order they run; `capture` only for an authorized payment. A step without a span, or without a
 * label in a language of the page, does not compile; test/meta/steps.test.ts checks the alerts.
 */
export const ORDER_STEPS = {
  price: {
    id: 'price',
    state: 'pricing',
    name: 'validate and price',
    activity: 'priceOrder',
    alert: 'OrdersRefused',
  },
  reserve: {
    id: 'reserve',
    state: 'reserving',
    name: 'reserve stock',
    activity: 'reserveStock',
    alert: 'OrdersRefused',
    compensation: { name: 'release stock', activity: 'releaseStock' },
  },
  create: {
    id: 'create',
    state: 'creating',
    name: 'create order',
    activity: 'createOrder',
    alert: 'OrdersAreAcceptedSlowly',
    compensation: { name: 'end order', activity: 'endOrder' },
  },
  pay: {
    id: 'pay',
    state: 'paying',
    name: 'pay',
    activity: 'processPayment',
    alert: 'PaymentsFail',
    compensation: { name: 'refund or void', activity: 'cancelPayment' },
  },
  confirmStock: {
    id: 'confirm_stock',
    state: 'confirming',
    name: 'confirm stock',
    activity: 'confirmStock',
    alert: 'OrdersPaidButNotConfirmed',
    compensation: { name: 'restock', activity: 'restock' },
  },
  capture: {
    id: 'capture',
    state: 'capturing',
    name: 'capture payment',
    activity: 'capturePayment',
    alert: 'ActivitiesFail',
  },
  confirmOrder: {
    id: 'confirm_order',
    state: 'confirming',
    name: 'confirm order',
    activity: 'confirmOrder',
    alert: 'OrdersPaidButNotConfirmed',
  },
} as const satisfies Record<string, OrderStepDefinition>;

type Definition = (typeof ORDER_STEPS)[keyof typeof ORDER_STEPS];

export type StepId = Definition['id'];

/** The ids of the steps that a compensation can undo. */
export type CompensatedStepId = Extract<Definition, { compensation: object }>['id'];

export const STEP_IDS: readonly StepId[] = Object.values(ORDER_STEPS).map(({ id }) => id);
