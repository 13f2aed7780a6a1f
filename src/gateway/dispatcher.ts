import { request } from 'undici';
import { signWebhook } from '../crypto/webhook-signature.js';
import type { Logger } from '../telemetry/logger.js';
import type { Outbox, OutgoingEvent } from './outbox.js';

export interface WebhookOptions {
  /** The shop's URL for events. */
  readonly url: string;
  /** The key that signs events. */
  readonly secret: string;
}

const BATCH_SIZE = 5;
const TIMEOUT_MS = 5_000;
/**
 * How often the outbox is polled for events that `wake` does not announce: those whose outcome the shop already received in
 * a response, retries, and events of an earlier process. Delivering them in batches costs the database less.
 */
const POLL_MS = 500;
const INITIAL_BACKOFF_SECONDS = 0.5;
const MAX_BACKOFF_SECONDS = 60;

/** Delivers the outbox to the shop. Retries each event with exponential backoff until the shop accepts it; order is not guaranteed. */
export class Dispatcher {
  private readonly abortController = new AbortController();
  private readonly running: Promise<void>;
  private endWait: () => void = () => undefined;
  private wakeRequested = true;

  constructor(
    private readonly outbox: Outbox,
    private readonly webhook: WebhookOptions,
    private readonly logger: Logger,
  ) {
    this.running = this.run();
  }

  /** Polls the outbox immediately. */
  wake(): void {
    this.wakeRequested = true;
    this.endWait();
  }

  /** Aborts the deliveries in progress; their events stay in the outbox. */
  async stop(): Promise<void> {
    this.abortController.abort();
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.abortController.signal.aborted) {
      this.wakeRequested = false;
      try {
        const events = await this.outbox.claim(BATCH_SIZE);
        const deliveredIds = await Promise.all(
          events.map(async (event) => ((await this.deliver(event)) ? [event.id] : [])),
        );
        if (events.length > 0) await this.outbox.markDelivered(deliveredIds.flat());
        if (events.length === BATCH_SIZE) continue;
      } catch (error) {
        this.logger.warn({ err: error }, 'Outbox access failed');
      }
      await this.waitForEvents();
    }
  }

  private async waitForEvents(): Promise<void> {
    if (this.wakeRequested) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.endWait = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** @returns false when the shop did not accept the event and a retry is scheduled */
  private async deliver(event: OutgoingEvent): Promise<boolean> {
    const { id, type, attempts } = event;
    try {
      await this.post(event);
    } catch (error) {
      const backoff = Math.min(INITIAL_BACKOFF_SECONDS * 2 ** (attempts - 1), MAX_BACKOFF_SECONDS);
      this.logger.warn({ event: id, type, attempts, retry_in_seconds: backoff, err: error }, 'Event delivery failed');
      await this.outbox.reschedule(id, backoff);
      return false;
    }
    this.logger.info({ event: id, type, attempts }, 'Event delivered');
    return true;
  }

  /** @throws Error unless the shop responds with 2xx */
  private async post({ id, type, data, created_at }: OutgoingEvent): Promise<void> {
    const body = JSON.stringify({ id, type, created: created_at.toISOString(), data });
    const signature = signWebhook(body, this.webhook.secret, Math.floor(Date.now() / 1_000));
    const { statusCode, body: responseBody } = await request(this.webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'gateway-signature': signature },
      body,
      signal: AbortSignal.any([this.abortController.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await responseBody.dump();
    if (statusCode < 200 || statusCode > 299) throw new Error(`The shop responded with status ${statusCode}.`);
  }
}
