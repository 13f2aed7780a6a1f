import { Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import type { CloudEvent } from '../cloud-event.js';
import type { EventSink } from './event-sink.js';

export interface KafkaSettings {
  /** `host:port` of the brokers that are asked for the others. */
  readonly brokers: readonly string[];
  readonly topic: string;
}

/** All replicas that are in sync have the event. */
const ALL_IN_SYNC = -1;

/**
 * Publishes to a topic of Kafka. The key of a message is the subject of its event, so the events of a subject are in one partition
 * and keep their order.
 */
export class KafkaSink implements EventSink {
  readonly name = 'kafka';

  private constructor(
    private readonly producer: Producer,
    private readonly topic: string,
  ) {}

  static async connect({ brokers, topic }: KafkaSettings): Promise<KafkaSink> {
    const kafka = new Kafka({ clientId: 'durable-orders', brokers: [...brokers], logLevel: logLevel.NOTHING });
    const producer = kafka.producer({
      // The broker drops what a retry of the client sends twice.
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return new KafkaSink(producer, topic);
  }

  async publish(events: readonly CloudEvent[]): Promise<void> {
    await this.producer.send({
      topic: this.topic,
      acks: ALL_IN_SYNC,
      messages: events.map((event) => ({
        key: event.subject,
        value: JSON.stringify(event),
        headers: { 'content-type': 'application/cloudevents+json; charset=utf-8', id: event.id, type: event.type },
      })),
    });
  }

  close(): Promise<void> {
    return this.producer.disconnect();
  }
}
