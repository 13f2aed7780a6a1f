import { setTimeout as sleep } from 'node:timers/promises';
import type { NewCharge, StoredCharge } from './charge.js';
import type { ChargesRepository } from './charges.repository.js';
import { captureAmountMismatch, chargeInProgress, chargeNotFound, chargeRefused, unavailable } from './errors.js';
import { behaviourFor, type Behaviour, type Decision } from './tokens.js';

/** Default time that deciding a charge takes, in ms. */
export const DECISION_LATENCY_MS = 100;

export interface ChargesServiceOptions {
  /** The share of charges without a token that is approved, 0 to 1. */
  readonly successRate: number;
  /** Time that deciding a charge takes, in ms. */
  readonly latencyMs: number;
}

/** The customer approves payments with these methods on the gateway's payment page. */
const REDIRECT_METHODS: ReadonlySet<string> = new Set(['paypal', 'alipay', 'wechat']);

/**
 * Creates one charge per idempotency key.
 *
 * The keys in progress are held in memory only, because a single process serves the database. A `processing` charge whose
 * key is not in progress was left by a process that died; the next request with the key resumes it.
 */
export class ChargesService {
  private readonly keysInProgress = new Set<string>();
  private readonly unavailableCounts = new Map<string, number>();
  /** The number of refund requests that still fail, by charge id. */
  private readonly remainingRefundFailures = new Map<string, number>();

  constructor(
    private readonly charges: ChargesRepository,
    private readonly options: ChargesServiceOptions,
  ) {}

  /**
   * @param token - a test token (see tokens.ts); the success rate decides when it is absent
   * @returns the charge; `responseLost` means that the connection must be dropped instead of a response
   * @throws GatewayError `unknown_token`, `unavailable`, `charge_in_progress`, `idempotency_key_reused`, or the code with which
   * the token refuses the charge
   */
  async charge(
    newCharge: NewCharge,
    token: string | undefined,
  ): Promise<{ charge: StoredCharge; responseLost: boolean }> {
    // The customer decides on these, so the success rate must not.
    const successRate = REDIRECT_METHODS.has(newCharge.method) ? 1 : this.options.successRate;
    const behaviour = behaviourFor(token, successRate);
    const key = newCharge.idempotency_key;

    if (this.keysInProgress.has(key)) throw chargeInProgress();
    this.keysInProgress.add(key);
    try {
      if (behaviour.unavailableTimes) await this.failFirstAttempts(key, behaviour.unavailableTimes);
      // A void may have closed the key first.
      if (behaviour.refusal !== undefined && !(await this.charges.find(key))) throw chargeRefused(behaviour.refusal);
      const recorded = await this.charges.findOrCreate(newCharge, behaviour);
      if (recorded.status !== 'processing' || recorded.is_postponed) return { charge: recorded, responseLost: false };
      await sleep(behaviour.latencyMs ?? this.options.latencyMs);
      // A charge that an earlier process left behaves as it did there.
      const charge = await this.decide(newCharge, { ...behaviour, ...recorded.behaviour });
      if (behaviour.refundUnavailableTimes)
        this.remainingRefundFailures.set(charge.id, behaviour.refundUnavailableTimes);
      return { charge, responseLost: behaviour.responseLost ?? false };
    } finally {
      this.keysInProgress.delete(key);
    }
  }

  /** @throws GatewayError `unavailable` as many times as the charge's token demands */
  assertRefundAvailable(chargeId: string): void {
    const remaining = this.remainingRefundFailures.get(chargeId) ?? 0;
    if (remaining === 0) return;
    this.remainingRefundFailures.set(chargeId, remaining - 1);
    throw unavailable();
  }

  /** Applies the customer's decision. Changes nothing when the charge does not wait for the customer. */
  async decideByCustomer(charge: StoredCharge, decision: Decision): Promise<void> {
    if (charge.status !== 'requires_action') return;
    if (decision.declineCode === null && charge.behaviour.decidesLater) {
      await this.charges.decideLater(charge.idempotency_key);
    } else {
      await this.charges.settleByCustomer(charge.pay_token, decision);
    }
  }

  /**
   * Captures an authorized charge. Idempotent.
   *
   * @param amount - minor units
   * @returns the current charge, which is not `succeeded` when the authorization has expired or was voided
   * @throws GatewayError `charge_not_found`, `capture_amount_mismatch`
   */
  async capture(id: string, amount: number): Promise<StoredCharge> {
    const charge = await this.charges.capture(id, amount);
    if (!charge) throw chargeNotFound();
    if (charge.status === 'authorized') throw captureAmountMismatch(charge.amount);
    return charge;
  }

  /** The bank may decline any charge; the customer decides on the rest when the method redirects. */
  private decide(
    { idempotency_key: key, method }: NewCharge,
    { decision, requiresAction = false, decidesLater = false }: Behaviour,
  ): Promise<StoredCharge> {
    if (decision.declineCode !== null) return this.charges.settle(key, decision);
    if (requiresAction || REDIRECT_METHODS.has(method)) return this.charges.requireAction(key);
    return decidesLater ? this.charges.decideLater(key) : this.charges.settle(key, decision);
  }

  /** Skips charges that are already recorded: the counts do not survive a restart. */
  private async failFirstAttempts(key: string, times: number): Promise<void> {
    const failures = this.unavailableCounts.get(key) ?? 0;
    if (failures >= times || (await this.charges.find(key))) return;
    this.unavailableCounts.set(key, failures + 1);
    throw unavailable();
  }
}
