import { createHmac } from 'node:crypto';
import { request } from 'undici';
import type { Logger } from '../../telemetry/logger.js';
import type { Outbox, OutgoingEvent } from './outbox.js';

export interface WebhookOptions {
  /** Where the shop takes events. */
  readonly url: string;
  /** What they are signed with. */
  readonly secret: string;
}

const AT_ONCE = 5;
const TIMEOUT_MS = 5_000;
/**
 * How often events are looked for that nobody told of: those that say what the shop was answered already, those that are due
 * again, and those that an earlier process left. A few together cost the gateway and its database less than each by itself.
 */
const POLL_MS = 500;
const FIRST_BACKOFF_SECONDS = 0.5;
const LONGEST_BACKOFF_SECONDS = 60;

/** Delivers the outbox to the shop: each event until it is taken, later and later, in no promised order. */
export class Dispatcher {
  private readonly stopped = new AbortController();
  private readonly running: Promise<void>;
  private wakeUp: () => void = () => undefined;
  private awake = true;

  constructor(
    private readonly outbox: Outbox,
    private readonly webhook: WebhookOptions,
    private readonly logger: Logger,
  ) {
    this.running = this.run();
  }

  /** There is an event that does not wait for the next look. */
  wake(): void {
    this.awake = true;
    this.wakeUp();
  }

  /** Gives up what is on its way; it stays in the outbox. */
  async stop(): Promise<void> {
    this.stopped.abort();
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      this.awake = false;
      try {
        const events = await this.outbox.claim(AT_ONCE);
        const taken = await Promise.all(events.map(async (event) => ((await this.deliver(event)) ? [event.id] : [])));
        if (events.length > 0) await this.outbox.delivered(taken.flat());
        if (events.length === AT_ONCE) continue;
      } catch (error) {
        this.logger.warn({ err: error }, 'the outbox could not be read or written');
      }
      await this.untilNews();
    }
  }

  private async untilNews(): Promise<void> {
    if (this.awake) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.wakeUp = () => {
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
      const backoff = Math.min(FIRST_BACKOFF_SECONDS * 2 ** (attempts - 1), LONGEST_BACKOFF_SECONDS);
      this.logger.warn({ event: id, type, attempts, retry_in_seconds: backoff, err: error }, 'event not taken');
      await this.outbox.postpone(id, backoff);
      return false;
    }
    this.logger.info({ event: id, type, attempts }, 'event taken');
    return true;
  }

  /** @throws unless the shop answered 2xx */
  private async post({ id, type, data, created_at }: OutgoingEvent): Promise<void> {
    const body = JSON.stringify({ id, type, created: created_at.toISOString(), data });
    const { statusCode, body: answer } = await request(this.webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'gateway-signature': sign(body, this.webhook.secret) },
      body,
      signal: AbortSignal.any([this.stopped.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await answer.dump();
    if (statusCode < 200 || statusCode > 299) throw new Error(`the shop answered ${statusCode}`);
  }
}

/** Signed together with the time, so that a recorded event cannot be sent again later. */
function sign(body: string, secret: string): string {
  const seconds = Math.floor(Date.now() / 1_000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
