import type { SpanProcessor } from '@opentelemetry/sdk-trace-base';

/** Attributes that instrumentation libraries set and that identify a person or contain user input. */
const PERSONAL_ATTRIBUTES = [
  'client.address',
  'network.peer.address',
  'network.peer.port',
  'url.query',
  'user_agent.original',
];

/** Removes personal data from spans. Must precede the exporting processor. */
export class PersonalDataRemover implements SpanProcessor {
  onStart(): void {
    // Attributes are complete only in `onEnd`.
  }

  onEnd({ attributes }: Parameters<SpanProcessor['onEnd']>[0]): void {
    for (const name of PERSONAL_ATTRIBUTES) if (name in attributes) attributes[name] = undefined;
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}
