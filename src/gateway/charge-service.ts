import { setTimeout as sleep } from 'node:timers/promises';
import type { Charge, Charges, NewCharge } from './charges.js';
import { chargeInProgress, unavailable } from './errors.js';
import { behaviourFor, type Behaviour } from './tokens.js';

/** How long a bank thinks. */
export const DECISION_LATENCY_MS = 100;

export interface ChargeServiceOptions {
  /** Share of the tokenless charges that is approved, 0 to 1. */
  readonly successRate: number;
  /** Time that deciding a charge takes, in ms. */
  readonly latencyMs: number;
}

/** With these the customer says at the gateway's own page whether they pay. */
const REDIRECT_METHODS: ReadonlySet<string> = new Set(['paypal', 'alipay', 'wechat']);

/**
 * Charges once for each idempotency key.
 *
 * Which keys are being charged is known in memory only: one process at a time serves a ledger. So a charge that is
 * processing while nobody here holds its key was left by a process that died, and the next request resumes it.
 */
export class ChargeService {
  private readonly keysInProgress = new Set<string>();
  private readonly unavailableCounts = new Map<string, number>();
  /** How many requests to refund a charge are still to be refused, by its id. */
  private readonly remainingRefundFailures = new Map<string, number>();

  constructor(
    private readonly charges: Charges,
    private readonly options: ChargeServiceOptions,
  ) {}

  /**
   * @param token - a test token, see tokens.ts; without one the success rate decides
   * @returns the charge, and whether its answer is to be lost on the way
   * @throws GatewayError `unknown_token`, `unavailable`, `charge_in_progress`, `idempotency_key_reused`
   */
  async charge(newCharge: NewCharge, token: string | undefined): Promise<{ charge: Charge; responseLost: boolean }> {
    // Where the customer decides, no coin does.
    const successRate = REDIRECT_METHODS.has(newCharge.method) ? 1 : this.options.successRate;
    const behaviour = behaviourFor(token, successRate);
    const key = newCharge.idempotency_key;

    if (this.keysInProgress.has(key)) throw chargeInProgress();
    this.keysInProgress.add(key);
    try {
      if (behaviour.unavailableTimes) await this.failFirstAttempts(key, behaviour.unavailableTimes);
      const recorded = await this.charges.findOrCreate(newCharge);
      if (recorded.status !== 'processing') return { charge: recorded, responseLost: false };
      await sleep(behaviour.latencyMs ?? this.options.latencyMs);
      const charge = await this.decide(newCharge, behaviour);
      if (behaviour.refundUnavailableTimes)
        this.remainingRefundFailures.set(charge.id, behaviour.refundUnavailableTimes);
      return { charge, responseLost: behaviour.responseLost ?? false };
    } finally {
      this.keysInProgress.delete(key);
    }
  }

  /** @throws GatewayError `unavailable` as often as the charge's token says */
  assertRefundAvailable(chargeId: string): void {
    const remaining = this.remainingRefundFailures.get(chargeId) ?? 0;
    if (remaining === 0) return;
    this.remainingRefundFailures.set(chargeId, remaining - 1);
    throw unavailable();
  }

  /** What the bank does not decline is decided by the customer where the method says so. */
  private decide({ idempotency_key: key, method }: NewCharge, { decision }: Behaviour): Promise<Charge> {
    if (decision.declineCode === null && REDIRECT_METHODS.has(method)) return this.charges.requireAction(key);
    return this.charges.settle(key, decision);
  }

  /** Unless it is known already, perhaps from before a restart. */
  private async failFirstAttempts(key: string, times: number): Promise<void> {
    const failures = this.unavailableCounts.get(key) ?? 0;
    if (failures >= times || (await this.charges.find(key))) return;
    this.unavailableCounts.set(key, failures + 1);
    throw unavailable();
  }
}
