import type { Decision } from './charges.js';
import { unknownToken } from './errors.js';

/** How the gateway treats a charge, so that a test can ask for each thing that happens to real ones. */
export interface Behaviour {
  readonly decision: Decision;
  /** Takes this long, in ms, instead of the usual latency. */
  readonly latencyMs?: number;
  /** Answers 503 this often, before anything is recorded. */
  readonly unavailableTimes?: number;
  /** Answers 503 to this many requests to refund it. */
  readonly refundUnavailableTimes?: number;
  /** Records the charge, then drops the connection instead of answering. */
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
 * @param successRate - share of the tokenless charges that is approved, 0 to 1
 * @throws GatewayError `unknown_token`
 */
export function behaviourFor(token: string | undefined, successRate: number): Behaviour {
  if (token === undefined) return { decision: Math.random() < successRate ? APPROVED : DECLINED };
  const behaviour = TOKENS.get(token);
  if (!behaviour) throw unknownToken();
  return behaviour;
}
