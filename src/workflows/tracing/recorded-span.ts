import {
  SpanStatusCode,
  type Attributes,
  type AttributeValue,
  type Exception,
  type HrTime,
  type Link,
  type Span,
  type SpanContext,
  type SpanKind,
  type SpanStatus,
} from '@opentelemetry/api';
import type { OpenTelemetrySinks } from '@temporalio/interceptors-opentelemetry';

/** An ended span in the plain form that the worker's sink accepts. */
export type EndedSpan = Parameters<OpenTelemetrySinks['exporter']['export']>[0][number];

interface SpanStart {
  readonly scope: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes;
  readonly spanContext: SpanContext;
  readonly parentSpanId: string | undefined;
}

/** A span of a workflow execution. Its times come from the history, as everything that reads the clock in a workflow. */
export class RecordedSpan implements Span {
  private readonly startedAt = Date.now();
  private readonly attributes: Attributes;
  private readonly events: EndedSpan['events'] = [];
  private readonly links: Link[] = [];
  private status: SpanStatus = { code: SpanStatusCode.UNSET };
  private recording = true;

  constructor(
    private readonly start: SpanStart,
    private readonly onEnd: (span: EndedSpan) => void,
  ) {
    this.attributes = { ...start.attributes };
  }

  spanContext(): SpanContext {
    return this.start.spanContext;
  }

  isRecording(): boolean {
    return this.recording;
  }

  setAttribute(key: string, value: AttributeValue): this {
    this.attributes[key] = value;
    return this;
  }

  setAttributes(attributes: Attributes): this {
    Object.assign(this.attributes, attributes);
    return this;
  }

  addEvent(name: string, attributes?: unknown): this {
    this.events.push({ name, time: hrTime(Date.now()), attributes: (attributes ?? {}) as Attributes });
    return this;
  }

  addLink(link: Link): this {
    this.links.push(link);
    return this;
  }

  addLinks(links: Link[]): this {
    this.links.push(...links);
    return this;
  }

  setStatus(status: SpanStatus): this {
    this.status = status;
    return this;
  }

  updateName(): this {
    return this;
  }

  recordException(exception: Exception): void {
    const { name, message } = typeof exception === 'string' ? { name: 'Error', message: exception } : exception;
    this.addEvent('exception', { 'exception.type': name, 'exception.message': message });
  }

  end(): void {
    if (!this.recording) return;
    this.recording = false;
    const { scope, name, kind, spanContext, parentSpanId } = this.start;
    const { traceState, ...ids } = spanContext;
    const endedAt = Date.now();
    this.onEnd({
      name,
      kind,
      spanContext: { ...ids, ...(traceState && { traceState: traceState.serialize() }) },
      ...(parentSpanId !== undefined && { parentSpanId }),
      startTime: hrTime(this.startedAt),
      endTime: hrTime(endedAt),
      duration: hrTime(endedAt - this.startedAt),
      status: this.status,
      attributes: this.attributes,
      links: this.links,
      events: this.events,
      ended: true,
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
      instrumentationLibrary: { name: scope },
    });
  }
}

/** @param ms - milliseconds @returns seconds and nanoseconds */
function hrTime(ms: number): HrTime {
  return [Math.floor(ms / 1_000), (ms % 1_000) * 1_000_000];
}
