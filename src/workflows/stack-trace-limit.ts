/**
 * The SDK notes the call stack of each promise of a run, for whoever asks where the run waits, and a frame of it costs more than
 * the promise. Two of these are the SDK's own; the two left name the line of ours and who called it.
 *
 * Preloaded in every bundle (workers/workflow-bundles.ts): in a run `Error` can no longer be changed.
 */
Error.stackTraceLimit = 4;
