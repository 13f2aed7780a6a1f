import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { headersWithContext } from '@temporalio/interceptors-opentelemetry/lib/instrumentation.js';
import {
  OpenTelemetryInboundInterceptor,
  OpenTelemetryInternalsInterceptor,
  OpenTelemetryOutboundInterceptor,
} from '@temporalio/interceptors-opentelemetry/lib/workflow/index.js';
import type {
  ActivityInput,
  LocalActivityInput,
  QueryInput,
  UpdateInput,
  WorkflowInterceptors,
} from '@temporalio/workflow';
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

/**
 * The library's wraps each activity in half a dozen promises, and a promise costs a workflow dear: the SDK takes a stack
 * trace of each. These spans are the same, at the price of one.
 */
class TracingOutboundInterceptor extends OpenTelemetryOutboundInterceptor {
  override scheduleActivity(input: ActivityInput, next: (input: ActivityInput) => Promise<unknown>): Promise<unknown> {
    return this.schedule(input, next);
  }

  override scheduleLocalActivity(
    input: LocalActivityInput,
    next: (input: LocalActivityInput) => Promise<unknown>,
  ): Promise<unknown> {
    return this.schedule(input, next);
  }

  private schedule<I extends ActivityInput | LocalActivityInput>(
    input: I,
    next: (input: I) => Promise<unknown>,
  ): Promise<unknown> {
    const span = this.tracer.startSpan(`StartActivity:${input.activityType}`, { attributes: ofTheOrder() });
    const headers = context.with(trace.setSpan(context.active(), span), () => headersWithContext(input.headers));
    return next({ ...input, headers }).then(
      (result) => {
        span.setStatus({ code: SpanStatusCode.OK });
        span.end();
        return result;
      },
      (error: unknown) => {
        span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
        span.end();
        throw error;
      },
    );
  }
}

/** Part of the bundle of traced workers. */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    new TracingInboundInterceptor(),
    {
      execute: (input, next) => tagged(() => next(input)),
      handleSignal: (input, next) => tagged(() => next(input)),
      handleUpdate: (input, next) => tagged(() => next(input)),
    },
  ],
  outbound: [
    new TracingOutboundInterceptor(),
    { getLogAttributes: (attributes, next) => next({ ...attributes, order_id: currentOrderId() }) },
  ],
  internals: [new OpenTelemetryInternalsInterceptor()],
});

/** The library's own spans say whose order it is, too. */
function tagged<T>(call: () => T): T {
  trace.getActiveSpan()?.setAttributes(ofTheOrder());
  return call();
}

function ofTheOrder(): Record<string, string> {
  const orderId = currentOrderId();
  return orderId === undefined ? {} : { [ORDER_ID]: orderId };
}
