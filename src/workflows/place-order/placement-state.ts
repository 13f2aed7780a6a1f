import type { EarlierEnding, OrderStatus, Termination } from '../../contracts/orders.js';
import type { ParkedCompensation } from '../../contracts/parked-compensation.js';
import type { CancelRequest, OrderStep, PlaceOrderResult, Rejection } from '../../contracts/place-order.js';
import { describeParked } from '../describe-parked.js';
import { PLACEMENT_UNAVAILABLE } from '../rejections.js';
import { EXPIRED, isPaymentStep, RUN_CANCELLED } from './terminations.js';

/** The state of one run of `placeOrder`. Pure: it knows nothing of Temporal. */
export interface PlacementState {
  readonly step: OrderStep;
  /** Null until the order exists. */
  readonly status: OrderStatus | null;
  readonly paymentId: string | null;
  /** At most `MAX_PAYMENT_EVENTS`; later events change nothing. */
  readonly paymentEventCount: number;
  readonly cancelRequest: CancelRequest | null;
  readonly expired: boolean;
  /** Why the order was not created. */
  readonly rejection: Rejection | null;
  /** Set when a step fails; null for a confirmed order. */
  readonly termination: Termination | null;
  /** Names, in the order they got stuck. */
  readonly stuckCompensations: readonly string[];
  /** In the order they were parked. */
  readonly parked: readonly ParkedCompensation[];
}

/**
 * Events that let the run look its payment up. A provider sends a few; the CLI can send any number, and each lookup adds about a
 * dozen events to the history. The lookups at growing intervals go on.
 */
const MAX_PAYMENT_EVENTS = 10;

export type PlacementEvent =
  | { readonly type: 'step_started'; readonly step: OrderStep }
  | { readonly type: 'accepted' }
  | { readonly type: 'payment_event_received' }
  | { readonly type: 'paid'; readonly paymentId: string }
  | { readonly type: 'confirmed' }
  | { readonly type: 'cancel_requested'; readonly request: CancelRequest }
  | { readonly type: 'expired' }
  | { readonly type: 'failed'; readonly rejection: Rejection; readonly termination: Termination }
  | { readonly type: 'ended_before'; readonly ending: EarlierEnding }
  | { readonly type: 'compensation_stuck'; readonly name: string }
  | { readonly type: 'compensation_parked'; readonly parked: ParkedCompensation }
  | { readonly type: 'compensation_completed'; readonly name: string }
  | { readonly type: 'ended' };

export const INITIAL_STATE: PlacementState = {
  step: 'pricing',
  status: null,
  paymentId: null,
  paymentEventCount: 0,
  cancelRequest: null,
  expired: false,
  rejection: null,
  termination: null,
  stuckCompensations: [],
  parked: [],
};

export function transition(state: PlacementState, event: PlacementEvent): PlacementState {
  switch (event.type) {
    case 'step_started':
      return { ...state, step: event.step };
    case 'accepted':
      return { ...state, status: 'pending' };
    case 'payment_event_received':
      return { ...state, paymentEventCount: Math.min(state.paymentEventCount + 1, MAX_PAYMENT_EVENTS) };
    case 'paid':
      return { ...state, status: 'paid', paymentId: event.paymentId };
    case 'confirmed':
      return { ...state, status: 'confirmed' };
    case 'cancel_requested':
      // The first request gives the reason.
      return { ...state, cancelRequest: state.cancelRequest ?? event.request };
    case 'expired':
      return { ...state, expired: true };
    case 'failed':
      return fail(state, event.rejection, event.termination);
    case 'ended_before':
      return adoptEnding(state, event.ending);
    case 'compensation_stuck':
      return { ...state, stuckCompensations: [...new Set([...state.stuckCompensations, event.name])] };
    case 'compensation_parked':
      return {
        ...state,
        stuckCompensations: [...new Set([...state.stuckCompensations, event.parked.name])],
        parked: [...state.parked.filter(({ id }) => id !== event.parked.id), event.parked],
      };
    case 'compensation_completed':
      return {
        ...state,
        stuckCompensations: state.stuckCompensations.filter((name) => name !== event.name),
        parked: state.parked.filter(({ name }) => name !== event.name),
      };
    case 'ended':
      return { ...state, step: 'done' };
  }
}

function fail(state: PlacementState, rejection: Rejection, termination: Termination): PlacementState {
  const failed = { ...state, step: 'compensating', termination } as const;
  if (state.status !== null) return { ...failed, status: termination.status };
  return { ...failed, rejection: termination === EXPIRED ? PLACEMENT_UNAVAILABLE : rejection };
}

/** An earlier run ended the order in another way, which stays. The cancellation of the run itself still ends it as cancelled. */
function adoptEnding(state: PlacementState, ending: EarlierEnding): PlacementState {
  const { status, termination } = state;
  if (!termination) return state;
  return {
    ...state,
    status: status && ending.status,
    termination: termination === RUN_CANCELLED ? termination : { ...termination, ...ending },
  };
}

/** A reservation can be extended only while the order waits for its payment. */
export function isExtendable({ step, expired }: PlacementState): boolean {
  return isPaymentStep(step) && !expired;
}

/** True when the run must end as cancelled instead of returning an outcome. */
export function endsAsCancelled({ termination }: PlacementState): boolean {
  return termination === RUN_CANCELLED;
}

export function outcomeOf({
  rejection,
  termination,
}: PlacementState): Pick<PlaceOrderResult, 'status' | 'reason' | 'rejection'> {
  if (rejection) return { status: 'rejected', reason: rejection.code, rejection };
  return { status: termination?.status ?? 'confirmed', reason: termination?.reason ?? null, rejection: null };
}

/** What the Temporal UI shows for the run. */
export function currentDetails({ step, stuckCompensations, parked }: PlacementState): string {
  if (parked.length > 0) return describeParked(parked);
  return stuckCompensations.length > 0 ? `Stuck: ${stuckCompensations.join(', ')}` : step;
}
