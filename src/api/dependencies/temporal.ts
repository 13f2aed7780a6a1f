import { setTimeout as sleep } from 'node:timers/promises';
import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  type GrpcRetryOptions,
} from '@temporalio/client';
import { clientInterceptors } from '../../telemetry/temporal-client.js';
import type { TemporalSettings } from '../../temporal/settings.js';

/** The SDK's ten tries would hold a caller for 20 s; these end within a second, and the caller may try again. */
const MAX_ATTEMPTS = 4;

/** Left alone, a channel that failed for long would try to reconnect every two minutes. */
const MAX_RECONNECT_BACKOFF_MS = 2_000;

/** How late a timer may be. */
const TIMER_SLACK_MS = 20;

export interface Temporal {
  readonly client: Client;
  /** The connection of the client, with the means to set a deadline. */
  readonly connection: Connection;
  close(): Promise<void>;
}

/** A client that connects when it is first used: the API starts, and answers 503, while Temporal is away. */
export async function connectTemporal({
  connectionOptions,
  namespace,
  dataConverter,
}: TemporalSettings): Promise<Temporal> {
  const retryPolicy = new StoppableRetryPolicy();
  const connection = Connection.lazy({
    ...connectionOptions,
    channelArgs: { 'grpc.max_reconnect_backoff_ms': MAX_RECONNECT_BACKOFF_MS },
    interceptors: [makeGrpcRetryInterceptor(retryPolicy)],
  });
  return {
    connection,
    client: new Client({
      connection,
      ...(namespace !== undefined && { namespace }),
      ...(dataConverter && { dataConverter }),
      interceptors: { workflow: await clientInterceptors() },
    }),
    async close() {
      await retryPolicy.stop();
      await connection.close();
    },
  };
}

/**
 * The SDK's retries, few of them, that can be ended: one that is due after its connection was closed would throw where
 * nobody catches it, and end the process.
 */
class StoppableRetryPolicy {
  private readonly policy = defaultGrpcRetryOptions({ maxAttempts: MAX_ATTEMPTS });
  private stopped = false;
  private lastRetryAt = 0;

  readonly retryableDecider: GrpcRetryOptions['retryableDecider'] = (attempt, status) =>
    !this.stopped && this.policy.retryableDecider(attempt, status);

  readonly delayFunction: GrpcRetryOptions['delayFunction'] = (attempt, status) => {
    const delayMs = this.policy.delayFunction(attempt, status);
    this.lastRetryAt = Math.max(this.lastRetryAt, Date.now() + delayMs);
    return delayMs;
  };

  /** Begins no more; resolves when those that were begun are on their way. */
  async stop(): Promise<void> {
    this.stopped = true;
    await sleep(Math.max(0, this.lastRetryAt - Date.now()) + TIMER_SLACK_MS);
  }
}
