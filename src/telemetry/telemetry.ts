import type { Resource } from '@opentelemetry/resources';
import type { SpanProcessor } from '@opentelemetry/sdk-trace-base';

export interface Telemetry {
  /** Exports spans that were recorded outside the SDK, in workflows. Absent while tracing is off. */
  readonly spans?: {
    readonly resource: Resource;
    readonly exporting: SpanProcessor;
  };
  /** Flushes the remaining telemetry; gives up after a few seconds. */
  stop(): Promise<void>;
}
