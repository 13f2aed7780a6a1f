import { jetstream, jetstreamManager, RetentionPolicy, type JetStreamClient } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import type { CloudEvent } from '../cloud-event.js';
import type { EventSink } from './event-sink.js';

export interface NatsSettings {
  /** `nats://` or `tls://`, with a token or user and password if the server needs them. */
  readonly url: string;
  /** The stream, which is created when the server has no stream for the subjects. */
  readonly stream: string;
}

/** Events are published to `<prefix>.<type>`, such as `events.order.confirmed`. */
const SUBJECT_PREFIX = 'events';

const PUBLISH_TIMEOUT_MS = 5_000;

/** JetStream drops a message whose id it has seen within this time. */
const DUPLICATE_WINDOW_NS = 10 * 60_000_000_000;

/** Publishes to NATS JetStream. The id of an event is the message id, by which JetStream recognises duplicates. */
export class NatsSink implements EventSink {
  readonly name = 'nats';

  private constructor(
    private readonly connection: NatsConnection,
    private readonly client: JetStreamClient,
  ) {}

  static async connect({ url, stream }: NatsSettings): Promise<NatsSink> {
    const { username, password, host } = new URL(url);
    const credentials = password === '' ? { token: decodeURIComponent(username) } : { user: username, pass: password };
    const connection = await connect({
      servers: host,
      name: 'durable-orders',
      ...(url.startsWith('tls:') && { tls: {} }),
      ...(username !== '' && credentials),
      maxReconnectAttempts: -1,
    });
    const manager = await jetstreamManager(connection);
    const subjects = [`${SUBJECT_PREFIX}.>`];
    const found = await manager.streams.find(`${SUBJECT_PREFIX}.order.created`).catch(() => undefined);
    if (found === undefined) {
      await manager.streams.add({
        name: stream,
        subjects,
        retention: RetentionPolicy.Limits,
        duplicate_window: DUPLICATE_WINDOW_NS,
      });
    }
    return new NatsSink(connection, jetstream(connection));
  }

  /** One by one: when one is not stored, those after it are not published either, so that the order stays. */
  async publish(events: readonly CloudEvent[]): Promise<void> {
    for (const event of events) {
      const attributes = headers();
      attributes.set('content-type', 'application/cloudevents+json');
      await this.client.publish(`${SUBJECT_PREFIX}.${event.type}`, JSON.stringify(event), {
        msgID: event.id,
        headers: attributes,
        timeout: PUBLISH_TIMEOUT_MS,
      });
    }
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}
