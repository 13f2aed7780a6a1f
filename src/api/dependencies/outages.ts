import { isGrpcServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { isDatabaseOutage } from '../../domains/database/postgres-errors.js';

/** True when the database or Temporal is unreachable, overloaded or read-only, so that a retry may succeed. */
export function isOutage(error: unknown): boolean {
  return isDatabaseOutage(error) || isTemporalOutage(error);
}

/** A Temporal server that has just started has not loaded its namespaces yet. */
const NAMESPACE_UNKNOWN = /^(\d+ NOT_FOUND: )?Namespace \S+ is not found/;

/**
 * gRPC: CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, FAILED_PRECONDITION (no worker has polled
 * recently, or the workflow task keeps failing), ABORTED, INTERNAL, UNAVAILABLE.
 */
const GRPC_OUTAGE = new Set([1, 2, 4, 8, 9, 10, 13, 14]);

export function isTemporalOutage(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (error instanceof Error && NAMESPACE_UNKNOWN.test(error.message)) return true;
  return isGrpcServiceError(cause) && GRPC_OUTAGE.has(cause.code);
}
