import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { ClientConnectConfig } from '@temporalio/envconfig';

/** The SDK's ten tries would hold a caller for 20 s; these end within a second, and the caller may try again. */
const MAX_ATTEMPTS = 4;

/** Left alone, a channel that failed for long would try to reconnect every two minutes. */
const MAX_RECONNECT_BACKOFF_MS = 2_000;

export interface Temporal {
  readonly client: Client;
  /** The connection of the client, with the means to set a deadline. */
  readonly connection: Connection;
}

/** A client that connects when it is first used: the API starts, and answers 503, while Temporal is away. */
export function openTemporal({ connectionOptions, namespace }: ClientConnectConfig): Temporal {
  const connection = Connection.lazy({
    ...connectionOptions,
    channelArgs: { 'grpc.max_reconnect_backoff_ms': MAX_RECONNECT_BACKOFF_MS },
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: MAX_ATTEMPTS }))],
  });
  return { connection, client: new Client({ connection, ...(namespace !== undefined && { namespace }) }) };
}
