import { ActivityFailure, TemporalFailure } from '@temporalio/common';

/** In characters. */
const MAX_MESSAGE_LENGTH = 500;

/** The message of the error that an activity's code threw: Temporal wraps it. */
export function innermostMessage(error: unknown): string {
  let innermost = error;
  while (innermost instanceof ActivityFailure && innermost.cause) innermost = innermost.cause;
  const message = innermost instanceof Error ? innermost.message : String(innermost);
  const fallback = innermost instanceof TemporalFailure ? innermost.name : 'Unknown error';
  return (message || fallback).slice(0, MAX_MESSAGE_LENGTH);
}
