import type { WebhookEventFeed, WebhookEvent } from '../domains/webhooks/event-feed.js';
import type { WebhookTargets } from '../domains/webhooks/address-policy.js';
import type { DeliveryStore, Lease } from '../domains/webhooks/delivery-store.js';
import type { WebhookEndpoint } from '../domains/webhooks/endpoint.entity.js';
import { RETRY_SCHEDULE, type RetrySchedule } from '../domains/webhooks/retry-schedule.js';
import type { WebhookSecrets } from '../domains/webhooks/webhook-secrets.js';
import type { Logger } from '../telemetry/logger.js';
import { countAttempt } from './delivery-metrics.js';
import { CONCURRENCY, EndpointDelivery } from './endpoint-delivery.js';
import { ATTEMPT_TIMEOUT_MS, WebhookSender } from './send.js';

/** Seconds after which another process takes over the endpoints of one that was killed. */
const LEASE_SECONDS = 30;
/** Milliseconds of a lease that are left at least after each look at the leases: see `DeliveryStore.lease`. */
const RENEWED_MS = LEASE_SECONDS * 700;
/** Milliseconds between two looks at the endpoints: how soon a new or changed one is noticed. */
const TICK_MS = 1_000;

export interface DeliverySettings {
  readonly store: DeliveryStore;
  readonly feed: WebhookEventFeed;
  readonly secrets: WebhookSecrets;
  readonly targets: WebhookTargets;
  readonly logger: Logger;
  readonly schedule?: RetrySchedule;
  readonly attemptTimeoutMs?: number;
}

/** Delivers events to all endpoints that this process has leased. Each has its own loop and its own connections. */
export class WebhookDeliveries {
  private readonly running = new Map<string, EndpointDelivery>();
  /** Endpoints whose last attempts are under way. */
  private readonly stopping = new Map<string, Promise<void>>();
  private leasedUntil = 0;
  private timer: NodeJS.Timeout | undefined;
  private tick = Promise.resolve();
  private stopped = false;

  constructor(private readonly settings: DeliverySettings) {
    this.schedule(0);
  }

  /** Waits for the attempts under way, and leaves the endpoints to other processes. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.tick;
    for (const endpointId of [...this.running.keys()]) this.end(endpointId);
    await Promise.all(this.stopping.values());
    await this.settings.store.release().catch((error: unknown) => this.warn(error));
  }

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.tick = this.renew()
        .catch((error: unknown) => this.warn(error))
        .finally(() => this.stopped || this.schedule(TICK_MS));
    }, delayMs);
  }

  private async renew(): Promise<void> {
    const askedAt = performance.now();
    const rounds = new Map([...this.running].map(([id, delivery]) => [id, delivery.rounds]));
    const leases = await this.settings.store.lease(LEASE_SECONDS);
    this.leasedUntil = askedAt + RENEWED_MS;
    const leased = new Set(leases.map(({ endpointId }) => endpointId));
    for (const endpointId of this.running.keys()) if (!leased.has(endpointId)) this.end(endpointId);
    for (const lease of leases) await this.apply(lease, rounds.get(lease.endpointId));
  }

  private async apply({ endpointId, version, waiting }: Lease, rounds: number | undefined): Promise<void> {
    const delivery = this.running.get(endpointId);
    if (delivery?.endpoint.version === version) {
      if (rounds !== undefined) delivery.setWaiting(waiting, rounds);
      return;
    }
    if (delivery) this.end(endpointId);
    // The next tick starts it.
    if (this.stopping.has(endpointId) || this.stopped) return;
    const state = await this.settings.store.open(endpointId);
    if (state) this.running.set(endpointId, this.start(state));
  }

  private start({ endpoint, cursor, failuresInRow }: NonNullable<Awaited<ReturnType<DeliveryStore['open']>>>) {
    const { store, feed, targets, logger, schedule = RETRY_SCHEDULE, attemptTimeoutMs } = this.settings;
    const timeoutMs = attemptTimeoutMs ?? ATTEMPT_TIMEOUT_MS;
    const sender = new WebhookSender({ targets, connections: CONCURRENCY, timeoutMs });
    const context = {
      ...{ store, feed, schedule },
      send: (target: WebhookEndpoint, { id, body }: WebhookEvent) =>
        sender.send(target.url, { id, timestamp: Math.floor(Date.now() / 1_000), body }, this.secretsOf(target)),
      maySend: () => performance.now() + timeoutMs < this.leasedUntil,
      onAttempt: countAttempt,
      onDisabled: ({ id }: WebhookEndpoint, reason: string) =>
        logger.error({ webhook_endpoint_id: id, reason }, 'Webhook endpoint disabled: it gets no more events'),
    };
    const delivery = new EndpointDelivery(endpoint, { cursor, failuresInRow }, context, (error) =>
      this.warn(error, endpoint.id),
    );
    void delivery.done.then(() => sender.close());
    return delivery;
  }

  /** Read for each attempt, because the previous secret ends at a time. */
  private secretsOf({ id, secret, previousSecret, previousSecretUntil }: WebhookEndpoint): string[] {
    const previous = previousSecretUntil && previousSecretUntil.getTime() > Date.now() ? previousSecret : null;
    return [secret, ...(previous === null ? [] : [previous])].map((text) => this.settings.secrets.decrypt(id, text));
  }

  private end(endpointId: string): void {
    const delivery = this.running.get(endpointId);
    if (!delivery) return;
    this.running.delete(endpointId);
    this.stopping.set(
      endpointId,
      delivery.stop().finally(() => this.stopping.delete(endpointId)),
    );
  }

  private warn(error: unknown, endpointId?: string): void {
    this.settings.logger.warn({ err: error, webhook_endpoint_id: endpointId }, 'Webhook delivery interrupted');
  }
}
