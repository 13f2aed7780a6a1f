import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { IdempotencyKeyReused } from '../../domains/orders/errors.js';
import type { OrderReader } from '../../domains/orders/order-reader.js';
import type { PaymentTokens } from '../../domains/payments/payment-tokens.js';
import type { Acceptance, PlaceOrderInput, Rejection } from '../../contracts/place-order.js';
import { count, record } from '../../telemetry/metrics.js';
import { METRICS, SPANS } from '../../telemetry/names.js';
import { inSpan, withOrderId } from '../../telemetry/spans.js';
import { isTemporalOutage } from '../http/outages.js';
import { Problem, problemFromDomainError, unavailable } from '../http/problem.js';
import { statusForBodyReference } from '../problems.js';
import { computeFingerprint, deriveOrderId } from './idempotency.js';
import type { OrderRuns } from './order-runs.js';
import type { OrderBody } from './placement-request.js';

interface PlacementRequest {
  readonly userId: string;
  readonly body: OrderBody;
  readonly idempotencyKey: string | undefined;
}

interface PlacedOrder {
  readonly orderId: string;
  /** False when an earlier request with the key placed it. */
  readonly created: boolean;
}

export interface PlacementSettings {
  /** Seconds to wait for the order to be accepted. */
  readonly timeoutSeconds: number;
  /** Seconds that stock is held for an unpaid order. */
  readonly reservationTtlSeconds: number;
}

/** When an order is called off that nobody accepted, until its run is found. */
const CANCEL_ATTEMPT_DELAYS_MS = [0, 1_000, 5_000, 20_000];

/** Places orders: once for each Idempotency-Key, however often and from wherever it comes. */
export class OrderPlacement {
  constructor(
    private readonly runs: OrderRuns,
    private readonly orders: OrderReader,
    private readonly tokens: Pick<PaymentTokens, 'encrypt'>,
    private readonly settings: PlacementSettings,
  ) {}

  /**
   * Returns as soon as the order exists and its stock is held; payment goes on.
   *
   * @throws Problem with the code of the refusal; `unavailable` when nobody accepts the order in time
   * @throws IdempotencyKeyReused
   */
  place(request: PlacementRequest): Promise<PlacedOrder> {
    const input = this.toWorkflowInput(request);
    const attributes = { 'user.id': input.userId, 'items.count': input.lines.length };
    return withOrderId(input.orderId, () => inSpan(SPANS.createOrder, attributes, () => this.placeOnce(input)));
  }

  private async placeOnce(input: PlaceOrderInput): Promise<PlacedOrder> {
    const { orderId } = input;
    const startedAt = performance.now();
    if (await this.isPlaced(input)) return { orderId, created: false };

    const acceptance = await this.accept(input);
    if (acceptance === null) {
      await this.rejectUnlessPlaced(input);
      return { orderId, created: false };
    }
    const created = acceptance.requestId === input.requestId;
    if (created) recordOutcome(acceptance.rejection ? 'failed' : 'success', performance.now() - startedAt);
    if (acceptance.rejection) throw problemFromRejection(acceptance.rejection);
    return { orderId, created };
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
      requestFingerprint: hasKey ? computeFingerprint(body) : null,
      requestId: randomUUID(),
      reservationTtlSeconds: this.settings.reservationTtlSeconds,
    };
  }

  /** True when an earlier request placed the order. @throws IdempotencyKeyReused when it asked for something else */
  private async isPlaced({ orderId, requestFingerprint }: PlaceOrderInput): Promise<boolean> {
    if (requestFingerprint === null) return false;
    const storedFingerprint = await this.orders.requestFingerprint(orderId);
    if (storedFingerprint === undefined) return false;
    if (storedFingerprint !== requestFingerprint) throw new IdempotencyKeyReused();
    return true;
  }

  /** Null when the run of an earlier request has ended already. */
  private async accept(input: PlaceOrderInput): Promise<Acceptance | null> {
    try {
      return await this.runs.place(input, this.settings.timeoutSeconds * 1_000);
    } catch (error) {
      if (!isTemporalOutage(error)) throw error;
      if (input.requestFingerprint !== null) {
        throw unavailable('the order was not accepted in time; the same Idempotency-Key will find its outcome', error);
      }
      // Nobody waits for it.
      void this.cancel(input.orderId);
      throw unavailable('the order was not accepted in time and is being called off; try again', error);
    }
  }

  /**
   * The caller will never learn the order's id: it is called off, as well as can be, so that nothing is charged behind
   * their back. Its start may still be on its way and arrive after the first try.
   */
  private async cancel(orderId: string): Promise<void> {
    for (const delayMs of CANCEL_ATTEMPT_DELAYS_MS) {
      await sleep(delayMs, undefined, { ref: false });
      const request = { reason: 'placement_timed_out', actor: 'system' } as const;
      const signalled = await this.runs.cancel(orderId, request).catch(() => null);
      if (signalled) return;
    }
  }

  /** After the run has ended: the order is there, or it was refused as it was the first time. */
  private async rejectUnlessPlaced(input: PlaceOrderInput): Promise<void> {
    if (await this.isPlaced(input)) return;
    const outcome = await this.runs.outcome(input.orderId);
    if (outcome && outcome.requestFingerprint !== input.requestFingerprint) throw new IdempotencyKeyReused();
    throw outcome?.rejection
      ? problemFromRejection(outcome.rejection)
      : new Problem('order_called_off', 'the order was called off before it was created');
  }
}

function recordOutcome(status: 'success' | 'failed', durationMs: number): void {
  count(METRICS.ordersCreated, { status });
  record(METRICS.orderDuration, durationMs, { operation: 'create' });
}

/** Products are named by the body here, so a missing one is no 404. */
function problemFromRejection(rejection: Rejection): Problem {
  if (rejection.code === 'unavailable') {
    return unavailable(`${rejection.message}; place it again under a new Idempotency-Key`);
  }
  return problemFromDomainError(rejection, statusForBodyReference);
}
