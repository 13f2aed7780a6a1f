import { createHmac } from 'node:crypto';
import { request } from 'undici';
import type { Logger } from '../telemetry/logger.js';
import type { Outbox, OutgoingEvent } from './outbox.js';

export interface WebhookOptions {
  /** Where the shop takes events. */
  readonly url: string;
  /** What they are signed with. */
  readonly secret: string;
}

const BATCH_SIZE = 5;
const TIMEOUT_MS = 5_000;
/**
 * How often events are looked for that nobody told of: those that say what the shop was answered already, those that are due
 * again, and those that an earlier process left. A few together cost the gateway and its database less than each by itself.
 */
const POLL_MS = 500;
const INITIAL_BACKOFF_SECONDS = 0.5;
const MAX_BACKOFF_SECONDS = 60;

/** Delivers the outbox to the shop: each event until it is taken, later and later, in no promised order. */
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

  /** There is an event that does not wait for the next look. */
  wake(): void {
    this.wakeRequested = true;
    this.endWait();
  }

  /** Gives up what is on its way; it stays in the outbox. */
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
        this.logger.warn({ err: error }, 'the outbox could not be read or written');
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

  /** @returns whether the shop took it; if not, it will be sent again */
  private async deliver(event: OutgoingEvent): Promise<boolean> {
    const { id, type, attempts } = event;
    try {
      await this.post(event);
    } catch (error) {
      const backoff = Math.min(INITIAL_BACKOFF_SECONDS * 2 ** (attempts - 1), MAX_BACKOFF_SECONDS);
      this.logger.warn({ event: id, type, attempts, retry_in_seconds: backoff, err: error }, 'event not taken');
      await this.outbox.reschedule(id, backoff);
      return false;
    }
    this.logger.info({ event: id, type, attempts }, 'event taken');
    return true;
  }

  /** @throws unless the shop answered 2xx */
  private async post({ id, type, data, created_at }: OutgoingEvent): Promise<void> {
    const body = JSON.stringify({ id, type, created: created_at.toISOString(), data });
    const { statusCode, body: responseBody } = await request(this.webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'gateway-signature': sign(body, this.webhook.secret) },
      body,
      signal: AbortSignal.any([this.abortController.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await responseBody.dump();
    if (statusCode < 200 || statusCode > 299) throw new Error(`the shop answered ${statusCode}`);
  }
}

/** Signed together with the time, so that a recorded event cannot be sent again later. */
function sign(body: string, secret: string): string {
  const seconds = Math.floor(Date.now() / 1_000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
