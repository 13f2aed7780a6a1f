import type { WorkflowClientInterceptor } from '@temporalio/client';
import { isTracingEnabled } from './signals.js';

/** Traces a client's calls, and hands the trace and its baggage on to the runs; none while nothing is traced. */
export async function clientInterceptors(): Promise<WorkflowClientInterceptor[]> {
  if (!isTracingEnabled()) return [];
  const { OpenTelemetryWorkflowClientInterceptor } = await import('@temporalio/interceptors-opentelemetry');
  return [new OpenTelemetryWorkflowClientInterceptor()];
}
