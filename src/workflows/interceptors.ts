import { trace } from '@opentelemetry/api';
import {
  OpenTelemetryInboundInterceptor,
  OpenTelemetryInternalsInterceptor,
  OpenTelemetryOutboundInterceptor,
} from '@temporalio/interceptors-opentelemetry/lib/workflow/index.js';
import type { QueryInput, UpdateInput, WorkflowInterceptors } from '@temporalio/workflow';
import { ORDER_ID } from '../telemetry/names.js';
import { currentOrderId } from '../telemetry/spans.js';

/**
 * Traces what a run does, but not what it is merely asked: queries and validations are not repeated in a replay, and the
 * random numbers that their spans would draw are. Every later span of the run would then get another id than the first time.
 */
class TracingInboundInterceptor extends OpenTelemetryInboundInterceptor {
  override validateUpdate(input: UpdateInput, next: (input: UpdateInput) => void): void {
    next(input);
  }

  override handleQuery(input: QueryInput, next: (input: QueryInput) => Promise<unknown>): Promise<unknown> {
    return next(input);
  }
}

/** Part of the bundle of traced workers. */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    new TracingInboundInterceptor(),
    {
      execute: (input, next) => ofTheOrder(() => next(input)),
      handleSignal: (input, next) => ofTheOrder(() => next(input)),
      handleUpdate: (input, next) => ofTheOrder(() => next(input)),
    },
  ],
  outbound: [
    new OpenTelemetryOutboundInterceptor(),
    {
      scheduleActivity: (input, next) => ofTheOrder(() => next(input)),
      scheduleLocalActivity: (input, next) => ofTheOrder(() => next(input)),
      getLogAttributes: (attributes, next) => next({ ...attributes, order_id: currentOrderId() }),
    },
  ],
  internals: [new OpenTelemetryInternalsInterceptor()],
});

/** The library's own spans say whose order it is, too. */
function ofTheOrder<T>(call: () => T): T {
  const orderId = currentOrderId();
  if (orderId !== undefined) trace.getActiveSpan()?.setAttribute(ORDER_ID, orderId);
  return call();
}
