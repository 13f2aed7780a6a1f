import type { OrderStep } from './place-order.js';

/** A text of the page, in each of its languages. */
interface Label {
  readonly en: string;
  readonly zh: string;
}

/** What every part of the service knows of a step: the workflow, the trace, the timeline, the page and the alerts. */
interface OrderStepDefinition {
  /** Public and stable: the API returns it. */
  readonly id: string;
  /** `OrderState.step` while the step runs. */
  readonly state: OrderStep;
  /** What an operator reads. */
  readonly name: string;
  /** What a customer reads. */
  readonly label: Label;
  /** The activity that runs it. A timeline shows the step by it. */
  readonly activity: string;
  readonly span: { readonly name: string; readonly attributes: readonly string[] };
  /** The event on the saga's span when the step succeeds. */
  readonly completedEvent: string;
  /** The alert of Prometheus that tells operators when the step fails for many orders. */
  readonly alert: string;
  /** Absent when the step has nothing to undo. */
  readonly compensation?: {
    readonly name: string;
    readonly label: Label;
    readonly activity: string;
    /** The event on the rollback's span when the compensation starts. */
    readonly startedEvent: string;
  };
}

/**
 * The steps of placing an order, in the order they run; `capture` only for an authorized payment. Spans, timelines, the page and the
 * document of the API follow from this table. test/meta/steps.test.ts checks the alerts and the place of each step in the workflow.
 */
export const ORDER_STEPS = {
  price: {
    id: 'price',
    state: 'pricing',
    name: 'validate and price',
    label: { en: 'Price', zh: '计算价格' },
    activity: 'priceOrder',
    span: { name: 'saga.validate_and_calculate', attributes: ['total_amount'] },
    completedEvent: 'validation completed',
    alert: 'OrdersRefused',
  },
  reserve: {
    id: 'reserve',
    state: 'reserving',
    name: 'reserve stock',
    label: { en: 'Reserve stock', zh: '预留库存' },
    activity: 'reserveStock',
    span: { name: 'saga.reserve_inventory', attributes: [] },
    completedEvent: 'inventory reserved',
    alert: 'OrdersRefused',
    compensation: {
      name: 'release stock',
      label: { en: 'Release the stock', zh: '释放库存' },
      activity: 'releaseStock',
      startedEvent: 'releasing inventory',
    },
  },
  create: {
    id: 'create',
    state: 'creating',
    name: 'create order',
    label: { en: 'Create order', zh: '创建订单' },
    activity: 'createOrder',
    span: { name: 'saga.create_order', attributes: [] },
    completedEvent: 'order created',
    alert: 'OrdersAreAcceptedSlowly',
    compensation: {
      name: 'end order',
      label: { en: 'End the order', zh: '结束订单' },
      activity: 'endOrder',
      startedEvent: 'cancelling order',
    },
  },
  pay: {
    id: 'pay',
    state: 'paying',
    name: 'pay',
    label: { en: 'Pay', zh: '付款' },
    activity: 'processPayment',
    span: { name: 'saga.process_payment', attributes: ['payment.id'] },
    completedEvent: 'payment processed',
    alert: 'PaymentsFail',
    compensation: {
      name: 'refund or void',
      label: { en: 'Return the payment', zh: '退回付款' },
      activity: 'cancelPayment',
      startedEvent: 'refunding payment',
    },
  },
  confirmStock: {
    id: 'confirm_stock',
    state: 'confirming',
    name: 'confirm stock',
    label: { en: 'Confirm stock', zh: '确认库存' },
    activity: 'confirmStock',
    span: { name: 'saga.confirm_inventory', attributes: [] },
    completedEvent: 'inventory confirmed',
    alert: 'OrdersPaidButNotConfirmed',
    compensation: {
      name: 'restock',
      label: { en: 'Restock', zh: '恢复库存' },
      activity: 'restock',
      startedEvent: 'restocking inventory',
    },
  },
  capture: {
    id: 'capture',
    state: 'capturing',
    name: 'capture payment',
    label: { en: 'Capture payment', zh: '扣款' },
    activity: 'capturePayment',
    span: { name: 'saga.capture_payment', attributes: ['payment.id'] },
    completedEvent: 'payment captured',
    alert: 'ActivitiesFail',
  },
  confirmOrder: {
    id: 'confirm_order',
    state: 'confirming',
    name: 'confirm order',
    label: { en: 'Confirm order', zh: '确认订单' },
    activity: 'confirmOrder',
    span: { name: 'saga.confirm_order', attributes: [] },
    completedEvent: 'order confirmed',
    alert: 'OrdersPaidButNotConfirmed',
  },
} as const satisfies Record<string, OrderStepDefinition>;

export type StepName = keyof typeof ORDER_STEPS;

type Definition = (typeof ORDER_STEPS)[StepName];
type Compensation = Extract<Definition, { compensation: object }>['compensation'];

export type StepId = Definition['id'];

/** The ids of the steps that a compensation can undo. */
export type CompensatedStepId = Extract<Definition, { compensation: object }>['id'];

export const STEP_IDS: readonly StepId[] = Object.values(ORDER_STEPS).map(({ id }) => id);

/** The events on the saga's span. */
export const STEP_EVENTS: readonly Definition['completedEvent'][] = Object.values(ORDER_STEPS).map(
  ({ completedEvent }) => completedEvent,
);

/** The events on the rollback's span, in the order in which the compensations run. */
export const COMPENSATION_EVENTS: readonly Compensation['startedEvent'][] = Object.values(ORDER_STEPS)
  .flatMap((step) => ('compensation' in step ? [step.compensation.startedEvent] : []))
  .reverse();

/** @returns the text of each step, by its id */
export function stepLabels(language: keyof Label): Readonly<Record<StepId, string>> {
  return Object.fromEntries(Object.values(ORDER_STEPS).map(({ id, label }) => [id, label[language]])) as Record<
    StepId,
    string
  >;
}

/** @returns the text of each compensation, by the id of the step that it undoes */
export function compensationLabels(language: keyof Label): Readonly<Record<CompensatedStepId, string>> {
  return Object.fromEntries(
    Object.values(ORDER_STEPS).flatMap((step) =>
      'compensation' in step ? [[step.id, step.compensation.label[language]]] : [],
    ),
  ) as Record<CompensatedStepId, string>;
}
