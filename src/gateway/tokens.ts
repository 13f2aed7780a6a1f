import { unknownToken } from './errors.js';

/** The decision of the bank or the customer. */
export interface Decision {
  /** Null when approved. */
  readonly declineCode: string | null;
}

/** How the gateway treats a charge. Test tokens select one, so that a test can reproduce what real gateways do. */
export interface Behaviour {
  readonly decision: Decision;
  /** Overrides the default latency, in ms. */
  readonly latencyMs?: number;
  /** The number of requests that receive a 503 before anything is recorded. */
  readonly unavailableTimes?: number;
  /** The number of refund requests that receive a 503. */
  readonly refundUnavailableTimes?: number;
  /** Records the charge, then drops the connection instead of responding. */
  readonly responseLost?: boolean;
  /** The code with which the gateway refuses to create the charge. */
  readonly refusal?: string;
  /** The customer must approve on the payment page, whatever the method. */
  readonly requiresAction?: boolean;
  /** The charge is `processing` until the bank decides later. */
  readonly decidesLater?: boolean;
  /** No event about the charge is ever sent. */
  readonly losesEvents?: boolean;
  /** An authorization that has expired when it is captured. */
  readonly captureFails?: boolean;
  /** `pending`: refunds succeed later. `first_fails`: the first refund is pending and fails later. */
  readonly refunds?: 'pending' | 'first_fails';
  /** The customer's bank disputes the charge later. */
  readonly isDisputed?: boolean;
}

const APPROVED: Decision = { declineCode: null };
const DECLINED: Decision = { declineCode: 'card_declined' };

/** Test tokens. docs/reference/simulated-gateway.md describes them. */
export const TOKENS: ReadonlyMap<string, Behaviour> = new Map<string, Behaviour>([
  ['tok_approve', { decision: APPROVED }],
  ['tok_decline', { decision: DECLINED }],
  ['tok_insufficient_funds', { decision: { declineCode: 'insufficient_funds' } }],
  ['tok_timeout', { decision: APPROVED, responseLost: true }],
  ['tok_flaky', { decision: APPROVED, unavailableTimes: 2 }],
  ['tok_refund_flaky', { decision: APPROVED, refundUnavailableTimes: 6 }],
  ['tok_slow', { decision: APPROVED, latencyMs: 5_000 }],
  ['tok_refused', { decision: APPROVED, refusal: 'amount_too_small' }],
  ['tok_3ds', { decision: APPROVED, requiresAction: true }],
  ['tok_processing', { decision: APPROVED, decidesLater: true }],
  ['tok_lost_event', { decision: APPROVED, requiresAction: true, losesEvents: true }],
  ['tok_capture_fails', { decision: APPROVED, captureFails: true }],
  ['tok_refund_pending', { decision: APPROVED, refunds: 'pending' }],
  ['tok_refund_fails', { decision: APPROVED, refunds: 'first_fails' }],
  ['tok_dispute', { decision: APPROVED, isDisputed: true }],
]);

/**
 * @param successRate - the share of charges without a token that is approved, 0 to 1
 * @throws GatewayError `unknown_token`
 */
export function behaviourFor(token: string | undefined, successRate: number): Behaviour {
  if (token === undefined) return { decision: Math.random() < successRate ? APPROVED : DECLINED };
  const behaviour = TOKENS.get(token);
  if (!behaviour) throw unknownToken();
  return behaviour;
}
