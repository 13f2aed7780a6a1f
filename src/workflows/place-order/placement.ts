import {
  CancelledFailure,
  CancellationScope,
  condition,
  patched,
  setCurrentDetails,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { EarlierEnding, OrderSnapshot, OrderStatus, StoredOrder, Termination } from '../../contracts/orders.js';
import type { ParkedCompensation } from '../../contracts/parked-compensation.js';
import type { CancelRequest, PlaceOrderInput, PlaceOrderResult, Rejection } from '../../contracts/place-order.js';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.js';
import { rejectionFailure, toRejection } from '../failures.js';
import type { SagaObserver } from '../saga/saga-observer.js';
import type { CompensableStep } from '../saga/step.js';
import type { PlacementStep } from '../steps.js';
import { ExpiryTimer } from './expiry-timer.js';
import { nextLookupMs } from './lookup-times.js';
import {
  currentDetails,
  endsAsCancelled,
  INITIAL_STATE,
  isExtendable,
  outcomeOf,
  transition,
  type PlacementEvent,
  type PlacementState,
} from './placement-state.js';
import { parseCancelRequest, terminationFor } from './terminations.js';

/** One run of `placeOrder`: applies events to its state and shows the result in Temporal. */
export class Placement implements SagaObserver<PlacementStep> {
  /** The scope of the whole run. A cancel request cancels it, which interrupts the current step. */
  private readonly runScope = CancellationScope.current();
  private current = INITIAL_STATE;
  private expiry: ExpiryTimer | undefined;
  private resolveAcceptance!: (rejection: Rejection | null) => void;
  /**
   * Resolves when the order is accepted, with null, or rejected. A plain promise, because `Trigger` would reject when the run
   * is cancelled.
   */
  readonly acceptance = new Promise<Rejection | null>((resolve) => (this.resolveAcceptance = resolve));

  constructor(private readonly input: PlaceOrderInput) {}

  get state(): PlacementState {
    return this.current;
  }

  /** ISO 8601; null until stock is reserved. */
  get reservationExpiresAt(): string | null {
    return this.expiry?.expiresAtIso ?? null;
  }

  stepStarted({ state }: PlacementStep): void {
    this.apply({ type: 'step_started', step: state });
  }

  compensationStuck({ compensation }: CompensableStep<PlacementStep>): void {
    this.apply({ type: 'compensation_stuck', name: compensation.name });
  }

  compensationParked(_step: CompensableStep<PlacementStep>, parked: ParkedCompensation): void {
    this.apply({ type: 'compensation_parked', parked });
  }

  compensationCompleted({ compensation }: CompensableStep<PlacementStep>): void {
    this.apply({ type: 'compensation_completed', name: compensation.name });
  }

  /** Runs the steps that need the reservation. Starts the expiry timer, which cancels them when it fires. */
  withReservation<T>(steps: (expiresAt: string) => Promise<T>): Promise<T> {
    const scope = new CancellationScope();
    const expiry = new ExpiryTimer(this.input.reservationTtlSeconds, () => {
      this.apply({ type: 'expired' });
      scope.cancel();
    });
    this.expiry = expiry;
    return scope.run(() => steps(expiry.expiresAtIso));
  }

  /**
   * Requests the payment until its outcome is known. While the customer must act or the provider decides, each payment event
   * triggers another request, including an event that arrives before the previous response. Events may be lost, so the payment is
   * requested from time to time without one, too.
   */
  async waitForPayment<R extends { readonly status: string }>(requestPayment: () => Promise<R>): Promise<R> {
    let startedAtMs: number | undefined;
    let lookups = 0;
    for (;;) {
      const seenEvents = this.current.paymentEventCount;
      const receipt = await requestPayment();
      if (receipt.status !== 'requires_action') return receipt;
      this.apply({ type: 'step_started', step: 'awaiting_customer' });
      const hasEvent = () => this.current.paymentEventCount > seenEvents;
      // replay-tested: 2026-11-28, test/replay
      if (!patched('look-up-payments')) await condition(hasEvent);
      startedAtMs ??= Date.now();
      for (let isDue = false; !hasEvent() && !isDue;) {
        const expiresAtMs = this.expiry?.expiresAt ?? startedAtMs;
        const delayMs = nextLookupMs({ startedAtMs, nowMs: Date.now(), expiresAtMs, lookups });
        if (delayMs === null) await condition(() => hasEvent() || this.expiry?.expiresAt !== expiresAtMs);
        else isDue = !(await condition(hasEvent, delayMs, { summary: 'Look up the payment' }));
      }
      if (!hasEvent()) lookups += 1;
      this.apply({ type: 'step_started', step: 'paying' });
    }
  }

  /**
   * Sets the search attribute. Call it in the first workflow task, in which Temporal writes the run's search attributes anyway;
   * later, it would cost another write.
   *
   * @param totalAmount - minor units
   */
  setTotalAmount(totalAmount: number): void {
    upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.totalAmount, value: totalAmount }]);
  }

  /**
   * The stock is reserved and the order exists.
   *
   * @param stored - the stored order; this run takes over its expiry, which the first run set
   */
  accept(stored: StoredOrder | undefined): void {
    if (stored) this.expiry?.moveTo(stored.reservationExpiresAt);
    this.apply({ type: 'accepted' });
    this.resolveAcceptance(null);
  }

  /** The amount is held, so the order no longer expires. It is paid when the amount is captured. */
  markAuthorized(): void {
    this.expiry?.stop();
  }

  /** The database learns of the payment with the final status: a separate update would cost each order a transaction. */
  markPaid(paymentId: string): void {
    this.expiry?.stop();
    this.apply({ type: 'paid', paymentId });
  }

  /** @throws CancelledFailure when the order was cancelled while it was being confirmed, so that it is compensated */
  markConfirmed(): void {
    this.apply({ type: 'confirmed' });
    this.publishStatus('confirmed');
    if (this.runScope.consideredCancelled)
      throw new CancelledFailure('The order was cancelled during its confirmation.');
  }

  /**
   * Ends as the earlier run that confirmed the order did. The reservation of this run expired, which does not concern an order
   * that is paid.
   *
   * @returns false when the order is not confirmed or this run was asked to cancel it
   */
  adopt({ status, paymentId }: OrderSnapshot): boolean {
    if (status !== 'confirmed' || !paymentId || this.runScope.consideredCancelled) return false;
    this.resolveAcceptance(null);
    this.apply({ type: 'accepted' });
    this.markPaid(paymentId);
    this.markConfirmed();
    return true;
  }

  /**
   * Call it when a step has failed, before the compensations.
   *
   * @returns the final status of the order
   * @throws error itself when it is a bug and not the failure of a step
   */
  fail(error: unknown): Termination {
    this.expiry?.stop();
    const rejection = toRejection(error);
    const runCancelled = this.runScope.consideredCancelled;
    const termination = terminationFor({ ...this.current, rejection, runCancelled });
    this.apply({ type: 'failed', rejection, termination });
    if (this.current.rejection) this.resolveAcceptance(this.current.rejection);
    else this.publishStatus(termination.status);
    return termination;
  }

  /**
   * Takes over how an earlier run ended the order, which is not ended again.
   *
   * @param ending - undefined when this run ended the order, null in runs of older versions
   */
  adoptEnding(ending: EarlierEnding | undefined | null): void {
    if (!ending) return;
    this.apply({ type: 'ended_before', ending });
    if (this.current.status !== null) this.publishStatus(this.current.status);
  }

  /**
   * Ends the placement.
   *
   * @throws CancelledFailure when the run was cancelled, so that it ends as cancelled
   */
  end(): PlaceOrderResult {
    this.apply({ type: 'ended' });
    if (endsAsCancelled(this.current)) throw new CancelledFailure('The run was cancelled and the order compensated.');
    const { orderId, requestId } = this.input;
    return { orderId, requestId, ...outcomeOf(this.current) };
  }

  cancel(request: CancelRequest): void {
    this.apply({ type: 'cancel_requested', request: parseCancelRequest(request) });
    this.runScope.cancel();
  }

  receivePaymentEvent(): void {
    this.apply({ type: 'payment_event_received' });
  }

  /**
   * @returns the timer, which can be extended
   * @throws ApplicationFailure of type `reservation_not_extendable`
   */
  requireExtendable(seconds: number): ExpiryTimer {
    if (!this.expiry || !isExtendable(this.current) || this.runScope.consideredCancelled) {
      throw rejectionFailure(
        'reservation_not_extendable',
        'A reservation can be extended only while its order waits for payment.',
      );
    }
    this.expiry.checkExtension(seconds);
    return this.expiry;
  }

  private apply(event: PlacementEvent): void {
    this.current = transition(this.current, event);
    setCurrentDetails(currentDetails(this.current));
  }

  private publishStatus(status: OrderStatus): void {
    upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.orderStatus, value: status }]);
  }
}
