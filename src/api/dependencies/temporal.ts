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
import { acceptRequestIds } from './signal-once.js';

/** The SDK's default of ten attempts takes 20 s; these fail within a second, so that the caller can retry. */
const MAX_ATTEMPTS = 4;

/** gRPC's default lets the delay between reconnects grow to two minutes. */
const MAX_RECONNECT_BACKOFF_MS = 2_000;

/** Tolerance for late timers. */
const TIMER_SLACK_MS = 20;

export interface Temporal {
  readonly client: Client;
  /** The client's connection, needed to set deadlines. */
  readonly connection: Connection;
  close(): Promise<void>;
}

/** Creates a client that connects on first use, so that the API starts while Temporal is unreachable. */
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
  acceptRequestIds(connection);
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
 * The SDK's retry policy with fewer attempts and a way to stop it: a retry after its connection has closed throws an
 * uncaught exception, which ends the process.
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

  /** Prevents further retries; resolves when those already scheduled have been sent. */
  async stop(): Promise<void> {
    this.stopped = true;
    await sleep(Math.max(0, this.lastRetryAt - Date.now()) + TIMER_SLACK_MS);
  }
}
