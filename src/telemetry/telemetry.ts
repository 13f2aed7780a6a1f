import type { Resource } from '@opentelemetry/resources';
import type { SpanProcessor } from '@opentelemetry/sdk-trace-base';

/** Telemetry of this process. */
export interface Telemetry {
  /** Where spans go that were made elsewhere, as those of workflows are; absent while nothing is traced. */
  readonly spans?: {
    readonly resource: Resource;
    readonly exporting: SpanProcessor;
  };
  /** Sends what is left, for as long as a collector that answers needs for it. */
  stop(): Promise<void>;
}
