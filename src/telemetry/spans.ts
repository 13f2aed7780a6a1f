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

/** What a span of the definition may carry. */
export type AttributesOf<D extends SpanDefinition> = Partial<Readonly<Record<D['attributes'][number], AttributeValue>>>;

/** The part of a span that its work may use: names that the registry has, and no others. */
export interface SpanHandle<D extends SpanDefinition> {
  setAttributes(attributes: AttributesOf<D>): void;
  addEvent(name: D['events'][number], attributes?: Attributes): void;
  /** For work that ends well by an error it caught. */
  fail(error: unknown): void;
}

/** A span that is ended by hand: for code that every promise costs dear, as workflow code is. */
export interface OpenSpan<D extends SpanDefinition> extends SpanHandle<D> {
  /** Begins work as a part of the span. */
  run<T>(work: () => T): T;
  end(): void;
}

/** Begins a span; costs nothing while nothing is traced. */
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
 * Does work in a span of its own; costs nothing while nothing is traced.
 *
 * What the work rejects with is recorded on the span, sets its status, and is passed on.
 */
export function inSpan<D extends SpanDefinition, T>(
  definition: D,
  attributes: AttributesOf<D>,
  work: (span: SpanHandle<D>) => Promise<T>,
): Promise<T> {
  const span = startSpan(definition, attributes);
  // No `async`, which makes two promises more: it begins every run.
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
  // Without its stack: that tells of our files, at the length of many spans.
  span.recordException({ name, message });
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}

/** Does work for an order: every span and log line of it, here and downstream, says which. */
export function withOrderId<T>(orderId: string, work: () => T): T {
  trace.getActiveSpan()?.setAttribute(ORDER_ID, orderId);
  const baggage = (propagation.getActiveBaggage() ?? propagation.createBaggage()).setEntry(ORDER_ID, {
    value: orderId,
  });
  return context.with(propagation.setBaggage(context.active(), baggage), work);
}

/** The order being worked on, as the baggage has it. */
export function currentOrderId(): string | undefined {
  return propagation.getActiveBaggage()?.getEntry(ORDER_ID)?.value;
}

/** The trace being recorded, as 32 hexadecimal digits. */
export function currentTraceId(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  return span && trace.isSpanContextValid(span) ? span.traceId : undefined;
}
