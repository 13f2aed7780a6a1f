import type { DataSource } from 'typeorm';
import type { Logger } from '../../telemetry/logger.js';
import type { EventSink } from './event-sink.js';
import type { KafkaSettings } from './kafka-sink.js';
import type { NatsSettings } from './nats-sink.js';
import { relayEvents } from './relay.js';

/** The settings of each sink. */
interface Settings {
  readonly nats: NatsSettings;
  readonly kafka: KafkaSettings;
}

/** The client of a sink is loaded only with it. */
const CONNECT: { readonly [Name in keyof Settings]: (settings: Settings[Name]) => Promise<EventSink> } = {
  nats: async (settings) => (await import('./nats-sink.js')).NatsSink.connect(settings),
  kafka: async (settings) => (await import('./kafka-sink.js')).KafkaSink.connect(settings),
};

/**
 * Starts to publish events to a message bus.
 *
 * @returns a function that stops, after the batch that is being published
 */
export function startSink<Name extends keyof Settings>(
  database: DataSource,
  name: Name,
  settings: Settings[Name],
  logger: Logger,
): () => Promise<void> {
  const controller = new AbortController();
  const relay = relayEvents(database, () => CONNECT[name](settings), controller.signal, logger);
  return () => {
    controller.abort();
    return relay;
  };
}
