import type { DataSource } from 'typeorm';
import type { Logger } from '../../telemetry/logger.js';
import type { NatsSettings } from './nats-sink.js';
import { relayEvents } from './relay.js';

/**
 * Starts to publish events to NATS.
 *
 * @returns a function that stops, after the batch that is being published
 */
export function startNatsSink(database: DataSource, settings: NatsSettings, logger: Logger): () => Promise<void> {
  const controller = new AbortController();
  const connect = async () => {
    // Loaded only with this sink.
    const { NatsSink } = await import('./nats-sink.js');
    return NatsSink.connect(settings);
  };
  const relay = relayEvents(database, connect, controller.signal, logger);
  return () => {
    controller.abort();
    return relay;
  };
}
