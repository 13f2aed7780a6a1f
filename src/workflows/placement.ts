import {
  CancelledFailure,
  CancellationScope,
  condition,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { OrderStatus, Termination } from '../contracts/orders.js';
import { terminationFor, EXPIRED, isPaymentStep, parseCancelRequest, RUN_CANCELLED } from './terminations.js';
import { currentTraceId } from '../telemetry/spans.js';
import { ExpiryTimer } from './expiry-timer.js';
import { toRejection, rejectionFailure, UNAVAILABLE } from './failures.js';
import type { Journal } from './saga/journal.js';
import { accepted, cancelOrder, extendReservation, orderState, paymentEvent } from './messages.js';
import type {
  CancelRequest,
  OrderStep,
  PlaceOrderInput,
  PlaceOrderResult,
  Rejection,
  ReservationExtension,
} from '../contracts/place-order.js';
import type { SagaListener } from './saga/saga.js';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.js';

/** One run of `placeOrder`: where it is, what was asked of it, and what it tells the world. */
export class Placement implements SagaListener {
  /** The scope of the whole run: whoever calls the order off, be it by a signal, ends whatever step it is at. */
  private readonly runScope = CancellationScope.current();
  private resolveAcceptance!: (rejection: Rejection | null) => void;
  /** Resolved when the order exists, or will not: with why it will not. No `Trigger`: a cancelled run answers, too. */
  private readonly acceptance = new Promise<Rejection | null>((resolve) => (this.resolveAcceptance = resolve));
  private step: OrderStep = 'pricing';
  private status: OrderStatus | null = null;
  private paymentId: string | null = null;
  private rejection: Rejection | null = null;
  private expiry: ExpiryTimer | undefined;
  private cancelRequest: CancelRequest | undefined;
  private termination: Termination | undefined;
  private paymentEventCount = 0;
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
      reservationExpiresAt: this.expiry?.expiresAtIso ?? null,
      stuckCompensations: this.stuckCompensations,
      steps: journal.steps,
      compensations: journal.compensations,
      traceId,
    }));
    setHandler(cancelOrder, (request) => this.cancel(request ?? {}));
    setHandler(paymentEvent, () => {
      this.paymentEventCount += 1;
    });
    setHandler(accepted, () => this.acceptance.then((rejection) => ({ requestId: input.requestId, rejection })), {
      validator: ({ requestFingerprint }) => {
        if (requestFingerprint !== input.requestFingerprint) {
          throw rejectionFailure('idempotency_key_reused', 'the order was placed by another request');
        }
      },
    });
    setHandler(extendReservation, ({ seconds }) => this.extend(seconds, onExtend), {
      validator: ({ seconds }: { seconds: number }) => void this.requireExtendable(seconds),
    });
  }

  /** Runs the steps that need the stock held; the timer that starts here calls them off when it fires. */
  withReservation<T>(steps: (expiresAt: string) => Promise<T>): Promise<T> {
    const scope = new CancellationScope();
    const expiry = new ExpiryTimer(this.input.reservationTtlSeconds, () => scope.cancel());
    this.expiry = expiry;
    return scope.run(() => steps(expiry.expiresAtIso));
  }

  /**
   * Asks how the payment stands until it is decided. Where the customer must act first, it is asked again at each word
   * from the gateway; word that came while the last answer was on its way counts.
   */
  async waitForPayment<R extends { readonly status: string }>(requestPayment: () => Promise<R>): Promise<R> {
    for (;;) {
      const seenEvents = this.paymentEventCount;
      const receipt = await requestPayment();
      if (receipt.status !== 'requires_action') return receipt;
      this.onStepChange('awaiting_customer');
      await condition(() => this.paymentEventCount > seenEvents);
      this.onStepChange('paying');
    }
  }

  /** Says where the run is. */
  onStepChange(step: OrderStep): void {
    this.step = step;
    setCurrentDetails(this.stuckCompensations.length > 0 ? `Stuck: ${this.stuckCompensations.join(', ')}` : step);
  }

  /**
   * What the order comes to is known, and its run is found by it. Said in the run's first workflow task, for which Temporal
   * writes the run's search attributes anyway; in a later one it would write them once more.
   *
   * @param totalAmount - minor units
   */
  setTotalAmount(totalAmount: number): void {
    upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.totalAmount, value: totalAmount }]);
  }

  /** The order exists and its stock is held: whoever waits for `accepted` is answered. */
  accept(): void {
    this.status = 'pending';
    this.resolveAcceptance(null);
  }

  get paymentIdIfPaid(): string | undefined {
    return this.paymentId ?? undefined;
  }

  /** Recorded with how the order ends, which is soon: a record of its own would cost each order a transaction. */
  markPaid(paymentId: string): void {
    this.expiry?.stop();
    this.paymentId = paymentId;
    this.status = 'paid';
  }

  /** @throws CancelledFailure when somebody called the order off while it was being confirmed, so that it is undone */
  markConfirmed(): void {
    this.setStatus('confirmed');
    if (this.runScope.consideredCancelled) throw new CancelledFailure('called off while it was being confirmed');
  }

  /**
   * Called when the steps were left, before their compensations run.
   *
   * @returns why, and so how the order ends
   * @throws error itself when it is a bug and no failure of a step
   */
  fail(error: unknown): Termination {
    this.expiry?.stop();
    const rejection = toRejection(error);
    const termination = terminationFor({
      step: this.step,
      rejection,
      cancelRequest: this.cancelRequest,
      runCancelled: this.runScope.consideredCancelled,
      expired: this.expiry?.expired ?? false,
    });
    if (this.status !== null) this.setStatus(termination.status);
    else this.reject(termination === EXPIRED ? UNAVAILABLE : rejection);
    this.termination = termination;
    this.onStepChange('compensating');
    return termination;
  }

  /**
   * How the placement ended.
   *
   * @throws CancelledFailure when it was the run that was cancelled, so that it ends as cancelled
   */
  result(): PlaceOrderResult {
    this.onStepChange('done');
    if (this.termination === RUN_CANCELLED) throw new CancelledFailure('the run was cancelled; all is undone');
    const { orderId, requestId } = this.input;
    const { rejection, termination } = this;
    if (rejection) return { orderId, requestId, status: 'rejected', reason: rejection.code, rejection };
    return {
      orderId,
      requestId,
      status: termination?.status ?? 'confirmed',
      reason: termination?.reason ?? null,
      rejection,
    };
  }

  onStuckChange(names: readonly string[]): void {
    this.stuckCompensations = names;
    this.onStepChange(this.step);
  }

  /** The first to ask says why. */
  private cancel(request: CancelRequest): void {
    this.cancelRequest ??= parseCancelRequest(request);
    this.runScope.cancel();
  }

  private reject(rejection: Rejection): void {
    this.rejection = rejection;
    this.resolveAcceptance(rejection);
  }

  /** @throws ApplicationFailure of type `reservation_not_extendable` */
  private requireExtendable(seconds: number): ExpiryTimer {
    const awaitingPayment = isPaymentStep(this.step) && !this.runScope.consideredCancelled;
    if (!awaitingPayment || !this.expiry || this.expiry.expired) {
      throw rejectionFailure(
        'reservation_not_extendable',
        'only an order that waits for its payment can be held longer',
      );
    }
    this.expiry.checkExtension(seconds);
    return this.expiry;
  }

  private async extend(seconds: number, onExtend: (expiresAt: string) => Promise<void>): Promise<ReservationExtension> {
    const expiry = this.requireExtendable(seconds);
    expiry.extend(seconds);
    const reservationExpiresAt = expiry.expiresAtIso;
    // Goes on when the order is called off meanwhile: stock and order are to tell the same expiry.
    await CancellationScope.nonCancellable(() => onExtend(reservationExpiresAt));
    return { reservationExpiresAt };
  }

  private setStatus(status: OrderStatus): void {
    this.status = status;
    upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.orderStatus, value: status }]);
  }
}
