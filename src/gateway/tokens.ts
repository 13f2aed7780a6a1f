import type { Decision } from './charges.repository.js';
import { unknownToken } from './errors.js';

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
}

const APPROVED: Decision = { declineCode: null };
const DECLINED: Decision = { declineCode: 'card_declined' };

const TOKENS: ReadonlyMap<string, Behaviour> = new Map<string, Behaviour>([
  ['tok_approve', { decision: APPROVED }],
  ['tok_decline', { decision: DECLINED }],
  ['tok_insufficient_funds', { decision: { declineCode: 'insufficient_funds' } }],
  ['tok_timeout', { decision: APPROVED, responseLost: true }],
  ['tok_flaky', { decision: APPROVED, unavailableTimes: 2 }],
  ['tok_refund_flaky', { decision: APPROVED, refundUnavailableTimes: 6 }],
  ['tok_slow', { decision: APPROVED, latencyMs: 5_000 }],
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
