import { context, propagation, SpanStatusCode, trace, type Context, type Span } from '@opentelemetry/api';
import { W3CBaggagePropagator } from '@opentelemetry/core/build/src/baggage/propagation/W3CBaggagePropagator.js';
import { CompositePropagator } from '@opentelemetry/core/build/src/propagation/composite.js';
import { W3CTraceContextPropagator } from '@opentelemetry/core/build/src/trace/W3CTraceContextPropagator.js';
import type { OpenTelemetrySinks } from '@temporalio/interceptors-opentelemetry';
import {
  extractContextFromHeaders,
  headersWithContext,
  UPDATE_ID_ATTR_KEY,
} from '@temporalio/interceptors-opentelemetry/lib/instrumentation.js';
import { ApplicationFailureCategory } from '@temporalio/common';
import {
  ApplicationFailure,
  proxySinks,
  workflowInfo,
  type ActivityInput,
  type LocalActivityInput,
  type WorkflowInterceptors,
} from '@temporalio/workflow';
import { ORDER_ID } from '../../telemetry/names.js';
import { currentOrderId, currentTraceId } from '../../telemetry/spans.js';
import { contextManager } from './context-manager.js';
import { SpanRecorder } from './span-recorder.js';

type Headers = ActivityInput['headers'];

const recorder = new SpanRecorder();
const tracer = recorder.getTracer('@temporalio/interceptor-workflow');
const { exporter } = proxySinks<OpenTelemetrySinks>();
trace.setGlobalTracerProvider(recorder);
context.setGlobalContextManager(contextManager);
propagation.setGlobalPropagator(
  new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
);

/**
 * Creates the same spans as the interceptors of @temporalio/interceptors-opentelemetry, with one promise per span instead of
 * six: the SDK records a stack trace for every promise in a workflow. The library's modules also cannot be preloaded, so
 * every execution would evaluate them again.
 *
 * Queries and update validators are not traced: a replay does not repeat them, which would change the ids of later spans.
 */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      execute: (input, next) =>
        traceInbound(`RunWorkflow:${workflowInfo().workflowType}`, input.headers, () => next(input)),
      handleSignal: (input, next) => traceInbound(`HandleSignal:${input.signalName}`, input.headers, () => next(input)),
      handleUpdate: (input, next) =>
        traceInbound(`HandleUpdate:${input.name}`, input.headers, () => next(input), {
          [UPDATE_ID_ATTR_KEY]: input.updateId,
        }),
    },
  ],
  outbound: [
    {
      scheduleActivity: traceOutbound,
      scheduleLocalActivity: traceOutbound,
      getLogAttributes: (attributes, next) =>
        next({ ...attributes, trace_id: currentTraceId(), order_id: currentOrderId() }),
    },
  ],
  internals: [
    {
      concludeActivation(input, next) {
        const ended = recorder.drain();
        if (ended.length > 0) exporter.export(ended);
        return next(input);
      },
      dispose(input, next) {
        recorder.discard();
        next(input);
      },
    },
  ],
});

function traceInbound<T>(name: string, headers: Headers, work: () => Promise<T>, attributes = {}): Promise<T> {
  const parentContext = extractContextFromHeaders(headers) ?? context.active();
  const span = tracer.startSpan(
    name,
    { attributes: { ...orderAttributes(parentContext), ...attributes } },
    parentContext,
  );
  return endSpanAfter(span, context.with(trace.setSpan(parentContext, span), work));
}

function traceOutbound<I extends ActivityInput | LocalActivityInput>(
  input: I,
  next: (input: I) => Promise<unknown>,
): Promise<unknown> {
  const parentContext = context.active();
  const span = tracer.startSpan(
    `StartActivity:${input.activityType}`,
    { attributes: orderAttributes(parentContext) },
    parentContext,
  );
  const headers = context.with(trace.setSpan(parentContext, span), () => headersWithContext(input.headers));
  return endSpanAfter(span, next({ ...input, headers }));
}

function endSpanAfter<T>(span: Span, work: Promise<T>): Promise<T> {
  return work.then(
    (result) => {
      span.setStatus({ code: SpanStatusCode.OK });
      span.end();
      return result;
    },
    (error: unknown) => {
      const benign = error instanceof ApplicationFailure && error.category === ApplicationFailureCategory.BENIGN;
      span.setStatus({ code: benign ? SpanStatusCode.UNSET : SpanStatusCode.ERROR, message: String(error) });
      span.end();
      throw error;
    },
  );
}

function orderAttributes(source: Context): Record<string, string> {
  const orderId = propagation.getBaggage(source)?.getEntry(ORDER_ID)?.value;
  return orderId === undefined ? {} : { [ORDER_ID]: orderId };
}
