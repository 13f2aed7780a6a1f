import type { WorkflowClientInterceptor } from '@temporalio/client';
import { isTracingEnabled } from './signals.js';

/** Interceptors that trace client calls and propagate trace and baggage to workflows; none while tracing is off. */
export async function clientInterceptors(): Promise<WorkflowClientInterceptor[]> {
  if (!isTracingEnabled()) return [];
  const { OpenTelemetryWorkflowClientInterceptor } = await import('@temporalio/interceptors-opentelemetry');
  return [new OpenTelemetryWorkflowClientInterceptor()];
}
