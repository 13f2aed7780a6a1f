import { currentTraceparent } from '../../telemetry/spans.js';

/**
 * SQL condition that is always true and tells the triggers of the statement which span makes the change. A statement of its own
 * would cost each order one more.
 *
 * @param parameter - `$n`, whose value is `traceParameter()`
 */
export function traced(parameter: string): string {
  return `set_config('events.traceparent', ${parameter}, true) IS NOT NULL`;
}

export function traceParameter(): string {
  return currentTraceparent() ?? '';
}
