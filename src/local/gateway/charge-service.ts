import { setTimeout as sleep } from 'node:timers/promises';
import type { Charge, Charges, NewCharge } from './charges.js';
import { chargeInProgress, unavailable } from './errors.js';
import { behaviourOf, type Behaviour } from './tokens.js';

/** How long a bank thinks. */
export const DECISION_MS = 100;

export interface ChargeServiceOptions {
  /** Share of the tokenless charges that is approved, 0 to 1. */
  readonly successRate: number;
  /** Time that deciding a charge takes, in ms. */
  readonly latencyMs: number;
}

/** With these the customer says at the gateway's own page whether they pay. */
const METHODS_OF_CUSTOMERS: ReadonlySet<string> = new Set(['paypal', 'alipay', 'wechat']);

/**
 * Charges once for each idempotency key.
 *
 * Which keys are being charged is known in memory only: one process at a time serves a ledger. So a charge that is
 * processing while nobody here holds its key was left by a process that died, and the next request resumes it.
 */
export class ChargeService {
  private readonly held = new Set<string>();
  private readonly timesUnavailable = new Map<string, number>();
  /** How many requests to refund a charge are still to be refused, by its id. */
  private readonly refundsToRefuse = new Map<string, number>();

  constructor(
    private readonly charges: Charges,
    private readonly options: ChargeServiceOptions,
  ) {}

  /**
   * @param token - a test token, see tokens.ts; without one the success rate decides
   * @returns the charge, and whether its answer is to be lost on the way
   * @throws GatewayError `unknown_token`, `unavailable`, `charge_in_progress`, `idempotency_key_reused`
   */
  async charge(asked: NewCharge, token: string | undefined): Promise<{ charge: Charge; answerLost: boolean }> {
    // Where the customer decides, no coin does.
    const successRate = METHODS_OF_CUSTOMERS.has(asked.method) ? 1 : this.options.successRate;
    const behaviour = behaviourOf(token, successRate);
    const key = asked.idempotency_key;

    if (this.held.has(key)) throw chargeInProgress();
    this.held.add(key);
    try {
      if (behaviour.unavailableTimes) await this.refuseAtFirst(key, behaviour.unavailableTimes);
      const opened = await this.charges.open(asked);
      if (opened.status !== 'processing') return { charge: opened, answerLost: false };
      await sleep(behaviour.latencyMs ?? this.options.latencyMs);
      const charge = await this.decide(asked, behaviour);
      if (behaviour.refundUnavailableTimes) this.refundsToRefuse.set(charge.id, behaviour.refundUnavailableTimes);
      return { charge, answerLost: behaviour.answerLost ?? false };
    } finally {
      this.held.delete(key);
    }
  }

  /** @throws GatewayError `unavailable` as often as the charge's token says */
  admitRefund(chargeId: string): void {
    const left = this.refundsToRefuse.get(chargeId) ?? 0;
    if (left === 0) return;
    this.refundsToRefuse.set(chargeId, left - 1);
    throw unavailable();
  }

  /** What the bank does not decline is decided by the customer where the method says so. */
  private decide({ idempotency_key: key, method }: NewCharge, { decision }: Behaviour): Promise<Charge> {
    if (decision.declineCode === null && METHODS_OF_CUSTOMERS.has(method)) return this.charges.requireAction(key);
    return this.charges.settle(key, decision);
  }

  /** Unless it is known already, perhaps from before a restart. */
  private async refuseAtFirst(key: string, times: number): Promise<void> {
    const already = this.timesUnavailable.get(key) ?? 0;
    if (already >= times || (await this.charges.find(key))) return;
    this.timesUnavailable.set(key, already + 1);
    throw unavailable();
  }
}
