import { rootCause } from '@temporalio/workflow';

/** The message of an activity's failure, without the wrappers that Temporal adds. */
export function describeFailure(error: unknown): string {
  return rootCause(error) ?? String(error);
}
