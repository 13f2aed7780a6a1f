import { Producer, stringSerializers } from '@platformatic/kafka';
import type { CloudEvent } from '../cloud-event.js';
import type { EventSink } from './event-sink.js';

export interface KafkaSettings {
  /** `host:port` of the brokers that are asked for the others. */
  readonly brokers: readonly string[];
  readonly topic: string;
}

const REQUEST_TIMEOUT_MS = 10_000;
/** All replicas that are in sync have the event. */
const ALL_IN_SYNC = -1;

/**
 * Publishes to a topic of Kafka. The key of a message is the subject of its event, so the events of a subject are in one partition
 * and keep their order.
 */
export class KafkaSink implements EventSink {
  readonly name = 'kafka';

  private constructor(
    private readonly producer: Producer<string, string, string, string>,
    private readonly topic: string,
  ) {}

  static async connect({ brokers, topic }: KafkaSettings): Promise<KafkaSink> {
    const producer = new Producer({
      clientId: 'durable-orders',
      bootstrapBrokers: [...brokers],
      serializers: stringSerializers,
      // The broker drops what a retry of the client sends twice.
      idempotent: true,
      acks: ALL_IN_SYNC,
      autocreateTopics: true,
      timeout: REQUEST_TIMEOUT_MS,
    });
    const sink = new KafkaSink(producer, topic);
    try {
      await producer.metadata({ topics: [topic] });
    } catch (error) {
      await sink.close();
      throw error;
    }
    return sink;
  }

  async publish(events: readonly CloudEvent[]): Promise<void> {
    await this.producer.send({
      messages: events.map((event) => ({
        topic: this.topic,
        key: event.subject,
        value: JSON.stringify(event),
        headers: { 'content-type': 'application/cloudevents+json; charset=utf-8', id: event.id, type: event.type },
      })),
    });
  }

  async close(): Promise<void> {
    await this.producer.close();
  }
}
