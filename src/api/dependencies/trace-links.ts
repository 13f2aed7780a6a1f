/** Where a template has the trace id. */
const PLACEHOLDER = '{trace_id}';

/** Links to the traces of a tracing backend. */
export class TraceLinks {
  /** @param template - a URL that contains `{trace_id}`; undefined when none is configured */
  constructor(private readonly template: string | undefined) {}

  /** @returns null when there is no trace or no template */
  linkTo(traceId: string | null): string | null {
    return this.template === undefined || traceId === null ? null : this.template.replaceAll(PLACEHOLDER, traceId);
  }
}
