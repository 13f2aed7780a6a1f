import { Agent, errors, request } from 'undici';
import { standardWebhookHeaders, type SignedMessage } from '../crypto/standard-webhooks.js';
import type { WebhookTargets } from '../domains/webhooks/address-policy.js';
import type { DeliveryAttempt, DeliveryFailure } from '../domains/webhooks/deliveries.js';
import { AddressNotAllowed, checkedLookup } from '../domains/webhooks/resolve-host.js';
import { urlProblem } from '../domains/webhooks/url-policy.js';

/** Milliseconds that an attempt may take, from the connection to the end of the answer. */
export const ATTEMPT_TIMEOUT_MS = 10_000;
/** Bytes of an answer that are kept. */
const KEPT_BYTES = 1_024;
/** Bytes of an answer that are read before its connection is closed. */
const READ_BYTES = 65_536;
const MAX_HEADER_BYTES = 16_384;

/** The result of one attempt. */
export type Attempt = Pick<DeliveryAttempt, 'delivered' | 'status' | 'failure' | 'latencyMs' | 'response'>;

export interface SendOptions {
  readonly targets: WebhookTargets;
  /** Connections to the endpoint at one time. */
  readonly connections: number;
  readonly timeoutMs?: number;
  /** Replaces the system's resolver. */
  readonly resolve?: Parameters<typeof checkedLookup>[1];
}

/** Sends webhooks to one endpoint. It has connections of its own, so that an endpoint that hangs holds up no other. */
export class WebhookSender {
  private readonly agent: Agent;
  private readonly timeoutMs: number;

  constructor(private readonly options: SendOptions) {
    const { targets, connections, timeoutMs = ATTEMPT_TIMEOUT_MS, resolve } = options;
    this.timeoutMs = timeoutMs;
    this.agent = new Agent({
      connections,
      pipelining: 1,
      connect: { lookup: checkedLookup(targets, resolve), timeout: timeoutMs },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      maxHeaderSize: MAX_HEADER_BYTES,
    });
  }

  /** Makes one attempt. Never throws: a failure is a result. Redirects are answers like any other, and not followed. */
  async send(url: string, message: SignedMessage, secrets: readonly string[]): Promise<Attempt> {
    const startedAt = performance.now();
    const finish = (result: Omit<Attempt, 'latencyMs'>): Attempt => ({
      ...result,
      latencyMs: Math.round(performance.now() - startedAt),
    });
    if (urlProblem(url, this.options.targets) !== undefined) return finish(failed('url_not_allowed'));
    const timeout = AbortSignal.timeout(this.timeoutMs);
    try {
      const { statusCode, body } = await request(url, {
        method: 'POST',
        dispatcher: this.agent,
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'user-agent': 'durable-orders-webhooks',
          ...standardWebhookHeaders(message, secrets),
        },
        body: message.body,
        signal: timeout,
      });
      const response = await readStart(body);
      return finish({ delivered: statusCode >= 200 && statusCode < 300, status: statusCode, failure: null, response });
    } catch (error) {
      return finish(failed(failureOf(error, timeout)));
    }
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

function failed(failure: DeliveryFailure): Omit<Attempt, 'latencyMs'> {
  return { delivered: false, status: null, failure, response: '' };
}

/** Reads a short answer to its end, so that its connection can be used again; a long one is cut off. */
async function readStart(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (size < KEPT_BYTES) chunks.push(chunk);
    size += chunk.length;
    if (size > READ_BYTES) break;
  }
  return toText(Buffer.concat(chunks).subarray(0, KEPT_BYTES));
}

/** Postgres stores no NUL, and a character may be cut in half. */
function toText(bytes: Buffer): string {
  return new TextDecoder().decode(bytes).replaceAll('\0', '\uFFFD');
}

function failureOf(error: unknown, timeout: AbortSignal): DeliveryFailure {
  if (timeout.aborted || isTimeout(error)) return 'timeout';
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof AddressNotAllowed) return 'address_not_allowed';
  return 'connection_failed';
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError
  );
}
