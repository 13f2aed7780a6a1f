import type { OpenTelemetrySinks } from '@temporalio/interceptors-opentelemetry';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';
import { currentOrderId } from './spans.js';
import type { Telemetry } from './telemetry.js';

export interface WorkerTracing {
  readonly activity: readonly ActivityInterceptorsFactory[];
  readonly sinks?: InjectedSinks<OpenTelemetrySinks>;
}

/** Traces activities and exports the spans that workflows record; empty while tracing is off. */
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
            // The library copies all workflow info, including memo and search attributes, to every span.
            const info = { workflowId, runId, workflowType } as Parameters<typeof exporter.fn>[0];
            void exporter.fn(info, finishedSpan);
          },
        },
      },
    },
  };
}
