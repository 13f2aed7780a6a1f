/**
 * The SDK records the call stack of each promise of a run for the query `__stack_trace`, and a frame costs more than the
 * promise. Of these four, two are the SDK's; the other two show the line that waits and its caller.
 *
 * Every bundle preloads this module (workers/workflow-bundles.ts), because `Error` is frozen inside a run.
 */
Error.stackTraceLimit = 4;
