import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../domains/domain-error.js';
import { IdempotencyKeyReused } from '../../domains/orders/errors.js';
import type { NewOrderDetails, OrderDetailsService } from '../../domains/orders/order-details.service.js';
import type { OrderReader } from '../../domains/orders/order-reader.js';
import type { Pricing } from '../../domains/orders/pricing-rules.js';
import type { PaymentCapabilities } from '../../domains/payments/payment-gateway.js';
import type { PaymentTokens } from '../../domains/payments/payment-tokens.js';
import type { Acceptance, PlaceOrderInput, Rejection } from '../../contracts/place-order.js';
import type { PricedOrder } from '../../contracts/orders.js';
import type { PaymentMethod } from '../../contracts/payments.js';
import { count, record } from '../../telemetry/metrics.js';
import { METRICS, SPANS } from '../../telemetry/names.js';
import { inSpan, withOrderId } from '../../telemetry/spans.js';
import type { AcceptanceTimes } from '../numbers/acceptance-times.js';
import type { Admission } from '../admission/admission.js';
import { isTemporalOutage } from '../dependencies/outages.js';
import { SharedReader } from '../dependencies/shared-reader.js';
import { Problem, problemFromRejection, unavailable } from '../http/problem.js';
import { statusForBodyReference } from '../problems.js';
import { computeFingerprint, deriveOrderId } from '../http/idempotency.js';
import { quoteOrder } from './early-refusal.js';
import type { Offers } from './offers.js';
import { toPersonalData, withoutPersonalData } from './own-data.js';
import type { OrderRuns } from './order-runs.js';
import type { OrderBody } from './placement-request.js';
import { ORDER_CANCELLED } from './run-errors.js';
import { summarizeRun } from './run-summary.js';

interface PlacementRequest {
  readonly userId: string;
  readonly body: OrderBody;
  readonly idempotencyKey: string | undefined;
  /** Aborted when the caller hangs up: a placement that has not started yet is then not started. */
  readonly signal: AbortSignal;
}

interface PlacedOrder {
  readonly orderId: string;
  /** False when an earlier request with the same key placed it. */
  readonly created: boolean;
}

export interface PlacementSettings {
  /** Time to wait until the order is accepted, in seconds. */
  readonly timeoutSeconds: number;
  /** Time that stock stays reserved for an unpaid order, in seconds. */
  readonly reservationTtlSeconds: number;
  /** Payments by these methods are authorized first and captured when the stock is confirmed; none by default. */
  readonly manualCaptureMethods?: readonly PaymentMethod[];
  /** Where browsers find the page, without a slash at the end; runs link to it. */
  readonly pageUrl?: string | undefined;
  /** What the payment provider accepts; without it, only the run checks the payment. */
  readonly capabilities?: PaymentCapabilities;
  /** The rules of the shop; without them, an order costs the sum of its items. */
  readonly pricing?: Pricing | undefined;
}

/** Delays before each attempt to cancel an order that was not accepted in time, in milliseconds. */
const CANCEL_ATTEMPT_DELAYS_MS = [0, 1_000, 5_000, 20_000];

const REPEAT_WITH_KEY =
  'The order was not accepted in time. Repeat the request with the same Idempotency-Key to get its outcome.';

/** Places orders, exactly one for each user and Idempotency-Key. */
export class OrderPlacement {
  private readonly fingerprints: SharedReader<string | null>;

  constructor(
    private readonly runs: OrderRuns,
    orders: Pick<OrderReader, 'requestFingerprints'>,
    private readonly details: Pick<OrderDetailsService, 'store' | 'assertSamePersonalData' | 'discard'>,
    private readonly offers: Offers,
    private readonly admission: Admission,
    private readonly tokens: Pick<PaymentTokens, 'encrypt'>,
    private readonly settings: PlacementSettings,
    private readonly acceptanceTimes?: Pick<AcceptanceTimes, 'record'>,
  ) {
    this.fingerprints = new SharedReader((ids) => orders.requestFingerprints(ids));
  }

  /**
   * Returns as soon as the order exists and its stock is reserved. Payment continues in the workflow.
   *
   * @throws Problem with the code of the rejection, `overloaded` when the placement was not started, or `unavailable` when the
   * order is not accepted in time
   * @throws IdempotencyKeyReused
   */
  place(request: PlacementRequest): Promise<PlacedOrder> {
    const input = this.toWorkflowInput(request);
    const details = toDetails(input, request.body);
    const attributes = { 'user.id': input.userId, 'items.count': input.lines.length };
    return withOrderId(input.orderId, () =>
      inSpan(SPANS.createOrder, attributes, () => this.placeOnce(input, details, request.signal)),
    );
  }

  private async placeOnce(input: PlaceOrderInput, details: NewOrderDetails, signal: AbortSignal): Promise<PlacedOrder> {
    const { orderId } = input;
    const startedAt = performance.now();
    const { personalData } = details;
    if (await this.isPlaced(input)) {
      if (personalData) await this.details.assertSamePersonalData(orderId, personalData);
      return { orderId, created: false };
    }

    const { lines, paymentMethod: method, sealedPaymentToken } = input;
    const payment = { method, hasToken: sealedPaymentToken !== undefined };
    const { capabilities, pricing } = this.settings;
    const facts = { country: personalData?.shippingAddress?.country ?? null, metadata: details.metadata ?? {} };
    const { refusal, priced } = await quoteOrder({ lines, payment }, this.offers, { capabilities, pricing, facts });
    if (refusal && !(await this.hasRun(input))) {
      recordOutcome('failed', performance.now() - startedAt);
      throw toProblem(refusal);
    }
    const acceptance = await this.admission.run(input.userId, signal, () => this.start(input, details, priced));
    if (acceptance === null) return { orderId, created: false };
    const created = acceptance.requestId === input.requestId;
    const durationMs = performance.now() - startedAt;
    if (created) recordOutcome(acceptance.rejection ? 'failed' : 'success', durationMs);
    if (created && !acceptance.rejection) this.acceptanceTimes?.record(durationMs);
    if (acceptance.rejection) throw toProblem(acceptance.rejection);
    return { orderId, created };
  }

  /**
   * Starts the run of an order, or joins it. The details are stored first, because the run must not carry them; those of a rejected
   * order are discarded. The retention run removes what an interrupted request leaves behind.
   */
  private async start(
    input: PlaceOrderInput,
    details: NewOrderDetails,
    priced: PricedOrder | undefined,
  ): Promise<Acceptance | null> {
    const accept = async () => (await this.accept(input, priced)) ?? (await this.repeat(input, priced));
    if (!hasDetails(details)) return accept();
    await this.details.store(details);
    const acceptance = await accept().catch(async (error: unknown) => {
      if (isRejected(error)) await this.details.discard(input.orderId);
      throw error;
    });
    if (acceptance?.rejection) await this.details.discard(input.orderId);
    return acceptance;
  }

  private toWorkflowInput({ userId, body, idempotencyKey }: PlacementRequest): PlaceOrderInput {
    const hasKey = idempotencyKey !== undefined;
    const orderId = hasKey ? deriveOrderId(userId, idempotencyKey) : randomUUID();
    const token = body.payment_token;
    return {
      orderId,
      userId,
      lines: body.items.map(({ product_id, quantity }) => ({ productId: product_id, quantity })),
      paymentMethod: body.payment_method,
      ...(token !== undefined && { sealedPaymentToken: this.tokens.encrypt(orderId, token) }),
      ...(this.settings.manualCaptureMethods?.includes(body.payment_method) && { paymentCapture: 'manual' }),
      requestFingerprint: hasKey ? computeFingerprint(withoutPersonalData(body)) : null,
      requestId: randomUUID(),
      reservationTtlSeconds: this.settings.reservationTtlSeconds,
    };
  }

  /**
   * True when an earlier request with the same key and body placed the order.
   *
   * @throws IdempotencyKeyReused when the body of that request was different
   */
  private async isPlaced({ orderId, requestFingerprint }: PlaceOrderInput): Promise<boolean> {
    if (requestFingerprint === null) return false;
    const storedFingerprint = (await this.fingerprints.read([orderId])).get(orderId);
    if (storedFingerprint === undefined) return false;
    if (storedFingerprint !== requestFingerprint) throw new IdempotencyKeyReused();
    return true;
  }

  /**
   * True when an earlier request with the same key started a run, which then decides: it may hold the stock that is missing.
   *
   * @throws Problem `unavailable`
   */
  private async hasRun({ orderId, requestFingerprint }: PlaceOrderInput): Promise<boolean> {
    if (requestFingerprint === null) return false;
    try {
      return await this.runs.exists(orderId);
    } catch (error) {
      if (!isTemporalOutage(error)) throw error;
      throw unavailable(REPEAT_WITH_KEY, error);
    }
  }

  /** Null when the run of an earlier request has already closed. */
  private async accept(
    input: PlaceOrderInput,
    priced: PricedOrder | undefined,
    restart = false,
  ): Promise<Acceptance | null> {
    try {
      const summary = summarizeRun(input, priced, this.settings.pageUrl);
      return await this.runs.place(input, summary, this.settings.timeoutSeconds * 1_000, restart);
    } catch (error) {
      if (!isTemporalOutage(error)) throw error;
      if (input.requestFingerprint !== null) {
        throw unavailable(REPEAT_WITH_KEY, error);
      }
      // Not awaited: its retries would delay the response.
      void this.cancel(input.orderId);
      throw unavailable('The order was not accepted in time and is being cancelled. Place it again.', error);
    }
  }

  /**
   * Cancels an order whose id the caller never learns, so that it is not charged. Best effort: it retries because the
   * request that starts the run may still arrive after the first attempt.
   */
  private async cancel(orderId: string): Promise<void> {
    for (const delayMs of CANCEL_ATTEMPT_DELAYS_MS) {
      await sleep(delayMs, undefined, { ref: false });
      const request = { reason: 'placement_timed_out', actor: 'system' } as const;
      const signalled = await this.runs.cancel(orderId, request).catch(() => null);
      if (signalled) return;
    }
  }

  /**
   * Repeats the outcome of a closed run, or starts a run again that was terminated before it created the order: its steps are
   * idempotent.
   *
   * @returns null when the closed run placed the order
   * @throws Problem with the rejection of the closed run
   */
  private async repeat(input: PlaceOrderInput, priced: PricedOrder | undefined): Promise<Acceptance | null> {
    if (await this.isPlaced(input)) return null;
    const outcome = await this.runs.outcome(input.orderId);
    if (outcome && outcome.requestFingerprint !== input.requestFingerprint) throw new IdempotencyKeyReused();
    if (outcome?.isDead) {
      const acceptance = await this.accept(input, priced, true);
      if (acceptance !== null || (await this.isPlaced(input))) return acceptance;
    }
    throw toProblem(outcome?.rejection ?? ORDER_CANCELLED);
  }
}

function toDetails({ orderId, userId, requestFingerprint }: PlaceOrderInput, body: OrderBody): NewOrderDetails {
  const { external_reference: externalReference, metadata } = body;
  return { orderId, userId, requestFingerprint, externalReference, metadata, personalData: toPersonalData(body) };
}

function hasDetails({ externalReference, metadata = {}, personalData }: NewOrderDetails): boolean {
  return externalReference !== undefined || personalData !== undefined || Object.keys(metadata).length > 0;
}

/** False when the run may still create the order. */
function isRejected(error: unknown): boolean {
  return error instanceof DomainError || (error instanceof Problem && error.code !== 'unavailable');
}

function recordOutcome(status: 'success' | 'failed', durationMs: number): void {
  count(METRICS.ordersCreated, { status });
  record(METRICS.orderDuration, durationMs, { operation: 'create' });
}

function toProblem(rejection: Rejection): Problem {
  if (rejection.code === 'unavailable') {
    return unavailable(
      'The order could not be placed in time. Nothing is reserved or charged. Place it again with a new Idempotency-Key.',
    );
  }
  return problemFromRejection(rejection, statusForBodyReference);
}
