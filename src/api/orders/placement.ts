import type { PricedOrder } from '../../contracts/orders.js';
import type { PlaceOrderInput } from '../../contracts/place-order.js';
import type { DomainError } from '../../domains/domain-error.js';
import type { NewOrderDetails, OrderDetailsService } from '../../domains/orders/order-details.service.js';
import type { OrderReader } from '../../domains/orders/order-reader.js';
import type { PaymentTokens } from '../../domains/payments/payment-tokens.js';
import { count, record } from '../../telemetry/metrics.js';
import { METRICS, SPANS } from '../../telemetry/names.js';
import { inSpan, withOrderId } from '../../telemetry/spans.js';
import type { Admission } from '../admission/admission.js';
import type { AcceptanceTimes } from '../numbers/acceptance-times.js';
import { EarlierPlacements } from './earlier-placements.js';
import { quoteOrder, type Quote } from './early-refusal.js';
import type { Offers } from './offers.js';
import { OrderAcceptance, placementProblem } from './order-acceptance.js';
import type { OrderRuns } from './order-runs.js';
import { acceptWithDetails, toDetails } from './placement-details.js';
import { toWorkflowInput, type PlacementRequest } from './placement-input.js';
import type { PlacementSettings } from './placement-settings.js';

interface PlacedOrder {
  readonly orderId: string;
  /** False when an earlier request with the same key placed it. */
  readonly created: boolean;
}

/** Places orders, exactly one for each user and Idempotency-Key. */
export class OrderPlacement {
  private readonly earlier: EarlierPlacements;
  private readonly acceptance: OrderAcceptance;

  constructor(
    runs: OrderRuns,
    orders: Pick<OrderReader, 'requestFingerprints'>,
    private readonly details: Pick<OrderDetailsService, 'store' | 'assertSamePersonalData' | 'discard'>,
    private readonly offers: Offers,
    private readonly admission: Admission,
    private readonly tokens: Pick<PaymentTokens, 'encrypt'>,
    private readonly settings: PlacementSettings,
    private readonly acceptanceTimes?: Pick<AcceptanceTimes, 'record'>,
  ) {
    this.earlier = new EarlierPlacements(orders, runs);
    this.acceptance = new OrderAcceptance(runs, this.earlier, settings);
  }

  /**
   * Returns as soon as the order exists and its stock is reserved. Payment continues in the workflow.
   *
   * @throws Problem with the code of the rejection, `overloaded` when the placement was not started, or `unavailable` when the
   * order is not accepted in time
   * @throws IdempotencyKeyReused
   */
  place(request: PlacementRequest): Promise<PlacedOrder> {
    const input = toWorkflowInput(request, this.settings);
    const details = toDetails(input, request.body);
    const attributes = { 'user.id': input.userId, 'items.count': input.lines.length };
    return withOrderId(input.orderId, () =>
      inSpan(SPANS.createOrder, attributes, () => this.placeOnce(input, details, request)),
    );
  }

  private async placeOnce(
    input: PlaceOrderInput,
    details: NewOrderDetails,
    { signal, body: { payment_token: paymentToken } }: PlacementRequest,
  ): Promise<PlacedOrder> {
    const { orderId } = input;
    const startedAt = performance.now();
    const { personalData } = details;
    const quote = () => this.quote(input, details, paymentToken !== undefined);
    const refuse = async (refusal: DomainError | undefined) => {
      if (!refusal || (await this.earlier.hasRun(input))) return;
      recordOutcome('failed', performance.now() - startedAt);
      throw placementProblem(refusal);
    };
    // Runs beside the next read. An order that exists needs no quote, so that its failure does not matter then.
    const quoted = quote();
    quoted.catch(() => undefined);
    if (await this.earlier.isPlaced(input)) {
      if (personalData) await this.details.assertSamePersonalData(orderId, personalData);
      return { orderId, created: false };
    }
    const { refusal, priced } = await quoted;
    await refuse(refusal);
    const acceptance = await this.admission.run(
      input.userId,
      signal,
      () => this.start(input, paymentToken, details, priced),
      async () => refuse((await quote()).refusal),
    );
    if (acceptance === null) return { orderId, created: false };
    const created = acceptance.requestId === input.requestId;
    const durationMs = performance.now() - startedAt;
    if (created) recordOutcome(acceptance.rejection ? 'failed' : 'success', durationMs);
    if (created && !acceptance.rejection) this.acceptanceTimes?.record(durationMs);
    if (acceptance.rejection) throw placementProblem(acceptance.rejection);
    return { orderId, created };
  }

  /** The token is encrypted here, because most orders of a flash sale are refused before. */
  private start(
    input: PlaceOrderInput,
    token: string | undefined,
    details: NewOrderDetails,
    priced: PricedOrder | undefined,
  ) {
    const withToken =
      token === undefined ? input : { ...input, sealedPaymentToken: this.tokens.encrypt(input.orderId, token) };
    return acceptWithDetails(this.details, details, () => this.acceptance.accept(withToken, priced));
  }

  private quote(
    { lines, paymentMethod: method }: PlaceOrderInput,
    { personalData, metadata = {} }: NewOrderDetails,
    hasToken: boolean,
  ): Promise<Quote> {
    const { capabilities, pricing } = this.settings;
    const facts = { country: personalData?.shippingAddress?.country ?? null, metadata };
    return quoteOrder({ lines, payment: { method, hasToken } }, this.offers, { capabilities, pricing, facts });
  }
}

function recordOutcome(status: 'success' | 'failed', durationMs: number): void {
  count(METRICS.ordersCreated, { status });
  record(METRICS.orderDuration, durationMs, { operation: 'create' });
}
