import { SpanKind } from '@opentelemetry/api';
import { COMPENSATION_EVENTS, ORDER_STEPS, STEP_EVENTS, type StepName } from '../contracts/steps.js';

/** Baggage entry and span attribute with the order id. The API sets it; every process reads it. */
export const ORDER_ID = 'order.id';

/** A span of this project. `order.id` comes from the baggage and is not listed. */
export interface SpanDefinition {
  /** The tracer name. */
  readonly scope: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: readonly string[];
  readonly events: readonly string[];
}

const ORDERS = 'order-service';
const PAYMENTS = 'payment-service';
const INVENTORY = 'inventory-service';
const SAGA = 'order-saga';
const EVENTS = 'event-service';

type StepSpans = {
  readonly [Name in StepName as `${Name}Step`]: SpanDefinition & (typeof ORDER_STEPS)[Name]['span'];
};

/** The span of each step of an order. */
export const STEP_SPANS = Object.fromEntries(
  Object.entries(ORDER_STEPS).map(([step, { span }]) => [
    `${step}Step`,
    { scope: SAGA, kind: SpanKind.INTERNAL, events: [], ...span },
  ]),
) as unknown as StepSpans;

/** Every span of this project (seed: tracers). A span that covers several products has array attributes. */
export const SPANS = {
  createOrder: {
    scope: ORDERS,
    name: 'order.create',
    kind: SpanKind.SERVER,
    attributes: ['user.id', 'items.count'],
    events: [],
  },
  getOrder: { scope: ORDERS, name: 'order.get_by_id', kind: SpanKind.INTERNAL, attributes: [], events: [] },
  updateStatus: {
    scope: ORDERS,
    name: 'order.update_status',
    kind: SpanKind.INTERNAL,
    attributes: ['status'],
    events: [],
  },

  processPayment: {
    scope: PAYMENTS,
    name: 'payment.process',
    kind: SpanKind.SERVER,
    attributes: ['user.id', 'amount', 'method', 'payment.id', 'transaction.id', 'payment.status'],
    events: [],
  },
  callGateway: {
    scope: PAYMENTS,
    name: 'payment.gateway.call',
    kind: SpanKind.CLIENT,
    attributes: ['gateway.operation', 'gateway.method', 'gateway.amount', 'transaction.id'],
    events: [],
  },
  refundPayment: {
    scope: PAYMENTS,
    name: 'payment.refund',
    kind: SpanKind.INTERNAL,
    attributes: ['payment.id', 'amount'],
    events: [],
  },

  reserve: {
    scope: INVENTORY,
    name: 'inventory.reserve',
    kind: SpanKind.SERVER,
    attributes: ['product.id', 'quantity', 'inventory.available', 'inventory.reserved', 'reservation.id'],
    events: [],
  },
  confirm: {
    scope: INVENTORY,
    name: 'inventory.confirm',
    kind: SpanKind.SERVER,
    attributes: ['reservations.count'],
    events: [],
  },
  release: {
    scope: INVENTORY,
    name: 'inventory.release',
    kind: SpanKind.SERVER,
    attributes: ['reservations.count'],
    events: [],
  },

  executeSaga: {
    scope: SAGA,
    name: 'saga.order.execute',
    kind: SpanKind.INTERNAL,
    attributes: ['status'],
    events: STEP_EVENTS,
  },
  ...STEP_SPANS,
  rollback: {
    scope: SAGA,
    name: 'saga.rollback',
    kind: SpanKind.INTERNAL,
    attributes: [],
    events: ['starting rollback', ...COMPENSATION_EVENTS, 'rollback completed'],
  },
} as const satisfies Record<string, SpanDefinition>;

/** A metric of this project. */
export interface MetricDefinition {
  /** The meter name. */
  readonly scope: string;
  readonly name: string;
  readonly kind: 'counter' | 'histogram' | 'gauge';
  /** A UCUM unit; for money, an ISO 4217 currency code. */
  readonly unit: string;
  readonly description: string;
  /** The attributes and their values; an empty list means that the domain defines the values. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

const OUTCOME = { status: ['success', 'failed'] } as const;

/** Every metric of this project (seed: meters). Counters count database changes, so a retried activity is counted once. */
export const METRICS = {
  ordersCreated: {
    scope: ORDERS,
    name: 'order.create.count',
    kind: 'counter',
    unit: '{order}',
    description: 'Orders accepted or rejected',
    attributes: OUTCOME,
  },
  admissions: {
    scope: ORDERS,
    name: 'order.admission.count',
    kind: 'counter',
    unit: '{order}',
    description:
      'Placements that were started, refused because of overload, or left by their callers before they started',
    attributes: { outcome: ['admitted', 'refused', 'abandoned'] },
  },
  placementsInFlight: {
    scope: ORDERS,
    name: 'order.admission.placements',
    kind: 'gauge',
    unit: '{order}',
    description: 'Placements in flight in this process, and how many may be',
    attributes: { type: ['in_flight', 'limit'] },
  },
  orderStatuses: {
    scope: ORDERS,
    name: 'order.status.count',
    kind: 'counter',
    unit: '{order}',
    description: 'Orders that entered a status',
    attributes: { status: [] },
  },
  orderDuration: {
    scope: ORDERS,
    name: 'order.process.duration',
    kind: 'histogram',
    unit: 'ms',
    description: 'create: until an order is accepted or rejected; complete: from acceptance until the final status',
    attributes: { operation: ['create', 'complete'] },
  },
  paymentsProcessed: {
    scope: PAYMENTS,
    name: 'payment.process.count',
    kind: 'counter',
    unit: '{payment}',
    description: 'Payments that succeeded or failed',
    attributes: { ...OUTCOME, method: [] },
  },
  paymentAmount: {
    scope: PAYMENTS,
    name: 'payment.amount',
    kind: 'histogram',
    unit: 'USD',
    description: 'Successful payments in US dollars',
    attributes: { method: [] },
  },
  paymentSuccessRate: {
    scope: PAYMENTS,
    name: 'payment.success.rate',
    kind: 'gauge',
    unit: '%',
    description: 'Share of the payments decided by this process that succeeded',
    attributes: {},
  },
  refunds: {
    scope: PAYMENTS,
    name: 'payment.refund.count',
    kind: 'counter',
    unit: '{refund}',
    description: 'Refunds that were decided; failed: the money did not reach the customer',
    attributes: { status: ['succeeded', 'failed', 'canceled'] },
  },
  disputes: {
    scope: PAYMENTS,
    name: 'payment.dispute.count',
    kind: 'counter',
    unit: '{dispute}',
    description: 'Disputes that were opened or decided',
    attributes: { status: ['open', 'won', 'lost'] },
  },
  reservations: {
    scope: INVENTORY,
    name: 'inventory.reserve.count',
    kind: 'counter',
    unit: '{order}',
    description: 'Orders whose stock was reserved or could not be reserved',
    attributes: OUTCOME,
  },
  confirmations: {
    scope: INVENTORY,
    name: 'inventory.confirm.count',
    kind: 'counter',
    unit: '{order}',
    description: 'Orders whose reservations were confirmed or could not be confirmed',
    attributes: OUTCOME,
  },
  releases: {
    scope: INVENTORY,
    name: 'inventory.release.count',
    kind: 'counter',
    unit: '{order}',
    description: 'Orders whose reservations were released or could not be released',
    attributes: OUTCOME,
  },
  stockLevel: {
    scope: INVENTORY,
    name: 'inventory.stock.level',
    kind: 'gauge',
    unit: '{unit}',
    description: 'Units in stock, over all products',
    attributes: { type: ['available', 'reserved'] },
  },
  webhookAttempts: {
    scope: EVENTS,
    name: 'webhook.attempt.count',
    kind: 'counter',
    unit: '{attempt}',
    description: 'Attempts to send an event to a webhook endpoint; failed: no answer, or one other than 2xx',
    attributes: { outcome: ['delivered', 'failed'] },
  },
  webhookDuration: {
    scope: EVENTS,
    name: 'webhook.attempt.duration',
    kind: 'histogram',
    unit: 'ms',
    description: 'Duration of these attempts',
    attributes: { outcome: ['delivered', 'failed'] },
  },
  webhookEndpoints: {
    scope: EVENTS,
    name: 'webhook.endpoints',
    kind: 'gauge',
    unit: '{endpoint}',
    description: 'Webhook endpoints; disabled: the retries of an event have ended, and an operator must act',
    attributes: { status: ['enabled', 'paused', 'disabled'] },
  },
  webhookLagEvents: {
    scope: EVENTS,
    name: 'webhook.lag.events',
    kind: 'gauge',
    unit: '{event}',
    description: 'Events that the enabled endpoint with the longest backlog has not received',
    attributes: {},
  },
  webhookLag: {
    scope: EVENTS,
    name: 'webhook.lag',
    kind: 'gauge',
    unit: 's',
    description: 'Age of the oldest event that an enabled endpoint has not received',
    attributes: {},
  },
} as const satisfies Record<string, MetricDefinition>;
