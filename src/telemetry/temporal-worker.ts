import type { OpenTelemetrySinks } from '@temporalio/interceptors-opentelemetry';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';
import { currentOrderId } from './spans.js';
import type { Telemetry } from './telemetry.js';

/** What a worker needs to be traced. */
export interface WorkerTracing {
  readonly activity: readonly ActivityInterceptorsFactory[];
  readonly sinks?: InjectedSinks<OpenTelemetrySinks>;
}

/** Traces a worker's activities, and takes in what its workflows traced; nothing while nothing is traced. */
export async function workerTracing({ spans }: Telemetry): Promise<WorkerTracing> {
  if (!spans) return { activity: [] };
  const interceptors = await import('@temporalio/interceptors-opentelemetry');
  const exporter = interceptors.makeWorkflowExporter(spans.exporting, spans.resource).export;
  return {
    activity: [
      (context) => ({
        inbound: new interceptors.OpenTelemetryActivityInboundInterceptor(context),
        outbound: new interceptors.OpenTelemetryActivityOutboundInterceptor(context),
      }),
      () => ({
        outbound: { getLogAttributes: (attributes, next) => next({ ...attributes, order_id: currentOrderId() }) },
      }),
    ],
    sinks: {
      exporter: {
        export: {
          fn({ workflowId, runId, workflowType }, finishedSpan) {
            // The library puts all of the run's info, its memo and search attributes too, on each of its spans.
            const info = { workflowId, runId, workflowType } as Parameters<typeof exporter.fn>[0];
            void exporter.fn(info, finishedSpan);
          },
        },
      },
    },
  };
}
