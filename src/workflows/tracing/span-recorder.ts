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

/** What one run has traced. */
interface Recording {
  endedSpans: EndedSpan[];
  spanCount: number;
}

/** By the ids of their runs. All runs of a worker share this module, so that nothing else here may change. */
const recordings = new Map<string, Recording>();

/**
 * Keeps the spans that each run ends, as plain data for the worker to export.
 *
 * OpenTelemetry's own SDK would have to be evaluated anew for every run, which took more time than all that it traced. Nor
 * are ids drawn from the run's random numbers: they are the run's own id and a count, the same in a replay.
 */
export class SpanRecorder implements TracerProvider {
  /** The spans that this run ended since it was asked last. */
  drain(): EndedSpan[] {
    const recording = recordings.get(workflowInfo().runId);
    return recording?.endedSpans.splice(0) ?? [];
  }

  /** Forgets this run, which leaves the worker. */
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
