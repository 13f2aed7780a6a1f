import {
  context,
  propagation,
  SpanStatusCode,
  trace,
  type Attributes,
  type AttributeValue,
  type Span,
} from '@opentelemetry/api';
import { ORDER_ID, type SpanDefinition } from './names.js';

export type AttributesOf<D extends SpanDefinition> = Partial<Readonly<Record<D['attributes'][number], AttributeValue>>>;

/** A span that accepts only the attributes and events of its definition. */
export interface SpanHandle<D extends SpanDefinition> {
  setAttributes(attributes: AttributesOf<D>): void;
  addEvent(name: D['events'][number], attributes?: Attributes): void;
  /** Records an error that the work caught, without rejecting. */
  fail(error: unknown): void;
}

/** A span that the caller ends. It creates no promise: in workflow code the SDK records a stack trace for each one. */
export interface OpenSpan<D extends SpanDefinition> extends SpanHandle<D> {
  /** Runs work with this span as the active span. */
  run<T>(work: () => T): T;
  end(): void;
}

/** Starts a span; a no-op while tracing is off. */
export function startSpan<D extends SpanDefinition>(definition: D, attributes: AttributesOf<D> = {}): OpenSpan<D> {
  const orderId = currentOrderId();
  const span = trace.getTracer(definition.scope).startSpan(definition.name, {
    kind: definition.kind,
    attributes: { ...attributes, ...(orderId !== undefined && { [ORDER_ID]: orderId }) },
  });
  let failed = false;
  return {
    setAttributes: (more) => void span.setAttributes(more),
    addEvent: (name, more) => void span.addEvent(name, more),
    fail(error) {
      failed = true;
      recordError(span, error);
    },
    run: (work) => context.with(trace.setSpan(context.active(), span), work),
    end() {
      if (!failed) span.setStatus({ code: SpanStatusCode.OK });
      span.end();
    },
  };
}

/**
 * Runs work in a new span; a no-op while tracing is off. A rejection is recorded on the span and rethrown.
 */
export function inSpan<D extends SpanDefinition, T>(
  definition: D,
  attributes: AttributesOf<D>,
  work: (span: SpanHandle<D>) => Promise<T>,
): Promise<T> {
  const span = startSpan(definition, attributes);
  // Not `async`, which would create two more promises in every workflow execution.
  return span
    .run(() => work(span))
    .then(
      (result) => {
        span.end();
        return result;
      },
      (error: unknown) => {
        span.fail(error);
        span.end();
        throw error;
      },
    );
}

function recordError(span: Span, error: unknown): void {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  // No stack trace: it is longer than most spans and reveals file names.
  span.recordException({ name, message });
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}

/** Runs work for an order: its spans and log lines, in this process and downstream, have the order id. */
export function withOrderId<T>(orderId: string, work: () => T): T {
  trace.getActiveSpan()?.setAttribute(ORDER_ID, orderId);
  const baggage = (propagation.getActiveBaggage() ?? propagation.createBaggage()).setEntry(ORDER_ID, {
    value: orderId,
  });
  return context.with(propagation.setBaggage(context.active(), baggage), work);
}

/** The order id in the active baggage. */
export function currentOrderId(): string | undefined {
  return propagation.getActiveBaggage()?.getEntry(ORDER_ID)?.value;
}

/** The W3C trace context of the active span; undefined while tracing is off. */
export function currentTraceparent(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  if (!span || !trace.isSpanContextValid(span)) return undefined;
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
}

/** The id of the active trace, 32 hexadecimal digits. */
export function currentTraceId(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  return span && trace.isSpanContextValid(span) ? span.traceId : undefined;
}
