import type { SpanProcessor } from '@opentelemetry/sdk-trace-base';

/** What libraries put on spans and nobody needs there: where a person was, and what they typed. */
const PERSONAL_ATTRIBUTES = [
  'client.address',
  'network.peer.address',
  'network.peer.port',
  'url.query',
  'user_agent.original',
];

/** Takes personal data off spans before they are exported; to stand before the processor that exports. */
export class PersonalDataRemover implements SpanProcessor {
  onStart(): void {
    // All there is to remove is there at the end.
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
