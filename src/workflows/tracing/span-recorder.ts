import {
  context as active,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  trace,
  TraceFlags,
  type Context,
  type Span,
  type SpanOptions,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';
import { workflowInfo } from '@temporalio/workflow';
import { RecordedSpan, type EndedSpan } from './recorded-span.js';

interface Recording {
  endedSpans: EndedSpan[];
  spanCount: number;
}

/** Keyed by run id, because all workflow executions of a worker share this module. */
const recordings = new Map<string, Recording>();

/**
 * Collects the spans of each workflow execution as plain data, which the worker exports.
 *
 * Span ids are derived from the run id and a counter, so that a replay produces the same ids and workflow code does not share
 * a random stream with tracing.
 */
export class SpanRecorder implements TracerProvider {
  /** Returns the spans that this execution has ended since the last call. */
  drain(): EndedSpan[] {
    const recording = recordings.get(workflowInfo().runId);
    return recording?.endedSpans.splice(0) ?? [];
  }

  /** Frees the memory of this execution when the worker evicts it. */
  discard(): void {
    recordings.delete(workflowInfo().runId);
  }

  getTracer(scope: string): Tracer {
    const startSpan = (name: string, options: SpanOptions = {}, context = active.active()) =>
      this.start(scope, name, options, context);
    return {
      startSpan,
      startActiveSpan(name: string, ...rest: unknown[]): unknown {
        const work = rest.at(-1) as (span: Span) => unknown;
        const [options, context = active.active()] = rest.slice(0, -1) as [SpanOptions?, Context?];
        const span = startSpan(name, options, context);
        return active.with(trace.setSpan(context, span), () => work(span));
      },
    };
  }

  private start(scope: string, name: string, options: SpanOptions, context: Context): Span {
    const parentSpanContext = trace.getSpanContext(options.root ? ROOT_CONTEXT : context);
    const parent = parentSpanContext && isSpanContextValid(parentSpanContext) ? parentSpanContext : undefined;
    const { runId } = workflowInfo();
    const runIdHex = runId.replaceAll('-', '');
    const recording = getOrCreateRecording(runId);
    const spanContext = {
      traceId: parent?.traceId ?? runIdHex,
      spanId: runIdHex.slice(-8) + (recording.spanCount += 1).toString(16).padStart(8, '0'),
      traceFlags: parent?.traceFlags ?? TraceFlags.SAMPLED,
      ...(parent?.traceState && { traceState: parent.traceState }),
    };
    if (!(spanContext.traceFlags & TraceFlags.SAMPLED)) return trace.wrapSpanContext(spanContext);
    const { kind = SpanKind.INTERNAL, attributes = {} } = options;
    return new RecordedSpan(
      { scope, name, kind, attributes, spanContext, parentSpanId: parent?.spanId },
      (span) => void recording.endedSpans.push(span),
    );
  }
}

function getOrCreateRecording(runId: string): Recording {
  const existing = recordings.get(runId);
  if (existing) return existing;
  const recording = { endedSpans: [], spanCount: 0 };
  recordings.set(runId, recording);
  return recording;
}
