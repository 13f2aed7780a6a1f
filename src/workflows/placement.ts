import {
  CancelledFailure,
  CancellationScope,
  condition,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { OrderStatus } from '../domains/orders/order-status.js';
import type { Ending } from '../domains/orders/orders.service.js';
import { endingAfter, EXPIRED, isPaymentStep, readCancelRequest, RUN_CANCELLED } from './endings.js';
import { currentTraceId } from '../telemetry/spans.js';
import { ExpiryTimer } from './expiry.js';
import { failureOf, refuse, UNAVAILABLE } from './failures.js';
import type { Journal } from './journal.js';
import {
  accepted,
  cancelOrder,
  extendReservation,
  orderState,
  paymentEvent,
  type CancelRequest,
  type Extension,
  type OrderStep,
  type PlaceOrderInput,
  type PlaceOrderResult,
  type Rejection,
} from './messages.js';
import type { SagaListener } from './saga.js';
import { SEARCH_ATTRIBUTES } from './search-attributes.js';

/** One run of `placeOrder`: where it is, what was asked of it, and what it tells the world. */
export class Placement implements SagaListener {
  /** The scope of the whole run: whoever calls the order off, be it by a signal, ends whatever step it is at. */
  private readonly forward = CancellationScope.current();
  private decide!: (rejection: Rejection | null) => void;
  /** Resolved when the order exists, or will not: with why it will not. No `Trigger`: a cancelled run answers, too. */
  private readonly decided = new Promise<Rejection | null>((resolve) => (this.decide = resolve));
  private step: OrderStep = 'pricing';
  private status: OrderStatus | null = null;
  private paymentId: string | null = null;
  private rejection: Rejection | null = null;
  private expiry: ExpiryTimer | undefined;
  private cancelRequest: CancelRequest | undefined;
  private ending: Ending | undefined;
  private paymentNews = 0;
  private stuckCompensations: readonly string[] = [];

  /** Sets the handlers, before the run's first await. @param onExtend - records a new expiry where the stock is kept */
  constructor(
    private readonly input: PlaceOrderInput,
    journal: Journal,
    onExtend: (expiresAt: string) => Promise<void>,
  ) {
    const traceId = currentTraceId() ?? null;
    setHandler(orderState, () => ({
      orderId: input.orderId,
      step: this.step,
      status: this.status,
      paymentId: this.paymentId,
      reservationExpiresAt: this.expiry?.at ?? null,
      stuckCompensations: this.stuckCompensations,
      steps: journal.steps,
      compensations: journal.compensations,
      traceId,
    }));
    setHandler(cancelOrder, (request) => this.callOff(request ?? {}));
    setHandler(paymentEvent, () => {
      this.paymentNews += 1;
    });
    setHandler(accepted, () => this.decided.then((rejection) => ({ requestId: input.requestId, rejection })), {
      validator: ({ requestFingerprint }) => {
        if (requestFingerprint !== input.requestFingerprint) {
          throw refuse('idempotency_key_reused', 'the order was placed by another request');
        }
      },
    });
    setHandler(extendReservation, ({ seconds }) => this.extend(seconds, onExtend), {
      validator: ({ seconds }: { seconds: number }) => void this.extendable(seconds),
    });
  }

  /** Runs the steps that need the stock held; the timer that starts here calls them off when it fires. */
  whileHeld<T>(steps: (expiresAt: string) => Promise<T>): Promise<T> {
    const held = new CancellationScope();
    const expiry = new ExpiryTimer(this.input.reservationTtlSeconds, () => held.cancel());
    this.expiry = expiry;
    return held.run(() => steps(expiry.at));
  }

  /**
   * Asks how the payment stands until it is decided. Where the customer must act first, it is asked again at each word
   * from the gateway; word that came while the last answer was on its way counts.
   */
  async untilPaid<R extends { readonly status: string }>(ask: () => Promise<R>): Promise<R> {
    for (;;) {
      const heard = this.paymentNews;
      const answer = await ask();
      if (answer.status !== 'requires_action') return answer;
      this.entered('awaiting_customer');
      await condition(() => this.paymentNews > heard);
      this.entered('paying');
    }
  }

  /** Says where the run is. */
  entered(step: OrderStep): void {
    this.step = step;
    setCurrentDetails(this.stuckCompensations.length > 0 ? `Stuck: ${this.stuckCompensations.join(', ')}` : step);
  }

  /**
   * What the order comes to is known, and its run is found by it. Said in the run's first workflow task, for which Temporal
   * writes the run's search attributes anyway; in a later one it would write them once more.
   *
   * @param totalAmount - minor units
   */
  priced(totalAmount: number): void {
    upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.totalAmount, value: totalAmount }]);
  }

  /** The order exists and its stock is held: whoever waits for `accepted` is answered. */
  accept(): void {
    this.status = 'pending';
    this.decide(null);
  }

  get paidBy(): string | undefined {
    return this.paymentId ?? undefined;
  }

  /** Recorded with how the order ends, which is soon: a record of its own would cost each order a transaction. */
  paid(paymentId: string): void {
    this.expiry?.stop();
    this.paymentId = paymentId;
    this.status = 'paid';
  }

  /** @throws CancelledFailure when somebody called the order off while it was being confirmed, so that it is undone */
  confirmed(): void {
    this.become('confirmed');
    if (this.forward.consideredCancelled) throw new CancelledFailure('called off while it was being confirmed');
  }

  /**
   * Called when the steps were left, before their compensations run.
   *
   * @returns why, and so how the order ends
   * @throws error itself when it is a bug and no failure of a step
   */
  leave(error: unknown): Ending {
    this.expiry?.stop();
    const failure = failureOf(error);
    const ending = endingAfter({
      step: this.step,
      failure,
      cancelRequest: this.cancelRequest,
      runCancelled: this.forward.consideredCancelled,
      expired: this.expiry?.expired ?? false,
    });
    if (this.status !== null) this.become(ending.status);
    else this.reject(ending === EXPIRED ? UNAVAILABLE : failure);
    this.ending = ending;
    this.entered('compensating');
    return ending;
  }

  /**
   * How the placement ended.
   *
   * @throws CancelledFailure when it was the run that was cancelled, so that it ends as cancelled
   */
  result(): PlaceOrderResult {
    this.entered('done');
    if (this.ending === RUN_CANCELLED) throw new CancelledFailure('the run was cancelled; all is undone');
    const { orderId, requestId } = this.input;
    const { rejection, ending } = this;
    if (rejection) return { orderId, requestId, status: 'rejected', reason: rejection.code, rejection };
    return { orderId, requestId, status: ending?.status ?? 'confirmed', reason: ending?.reason ?? null, rejection };
  }

  stuck(names: readonly string[]): void {
    this.stuckCompensations = names;
    this.entered(this.step);
  }

  /** The first to ask says why. */
  private callOff(request: CancelRequest): void {
    this.cancelRequest ??= readCancelRequest(request);
    this.forward.cancel();
  }

  private reject(why: Rejection): void {
    this.rejection = why;
    this.decide(why);
  }

  /** @throws ApplicationFailure of type `reservation_not_extendable` */
  private extendable(seconds: number): ExpiryTimer {
    const waits = isPaymentStep(this.step) && !this.forward.consideredCancelled;
    if (!waits || !this.expiry || this.expiry.expired) {
      throw refuse('reservation_not_extendable', 'only an order that waits for its payment can be held longer');
    }
    this.expiry.checkExtension(seconds);
    return this.expiry;
  }

  private async extend(seconds: number, onExtend: (expiresAt: string) => Promise<void>): Promise<Extension> {
    const expiry = this.extendable(seconds);
    expiry.extend(seconds);
    const reservationExpiresAt = expiry.at;
    // Goes on when the order is called off meanwhile: stock and order are to tell the same expiry.
    await CancellationScope.nonCancellable(() => onExtend(reservationExpiresAt));
    return { reservationExpiresAt };
  }

  private become(status: OrderStatus): void {
    this.status = status;
    upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.orderStatus, value: status }]);
  }
}
