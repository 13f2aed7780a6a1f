import type { CloudEvent } from '../cloud-event.js';

/** A message bus that takes events. */
export interface EventSink {
  /** Identifies the sink; the place up to which it has the events is stored under this name. */
  readonly name: string;
  /**
   * Publishes events in this order. Resolves once the bus has stored all of them. An event may be published more than once, with the
   * same id.
   */
  publish(events: readonly CloudEvent[]): Promise<void>;
  close(): Promise<void>;
}
