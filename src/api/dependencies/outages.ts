import { isGrpcServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';

/** True when the database or Temporal is unreachable or overloaded, so that a retry may succeed. */
export function isOutage(error: unknown): boolean {
  return isDatabaseOutage(error) || isTemporalOutage(error);
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** SQLSTATE classes: connection exception, insufficient resources, operator intervention (57014: statement timeout). */
const SQLSTATE_OUTAGE = /^(08|53|57)/;

/** Errors of `pg` and its pool that have no code. */
const PG_CONNECTION_LOST = /^(Connection terminated|timeout exceeded when trying to connect|timeout expired)/;

function isDatabaseOutage(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error)) return false;
  // TypeORM throws it when the connection is lost between two statements of a read.
  if (cause instanceof QueryRunnerAlreadyReleasedError) return true;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return UNREACHABLE.has(code) || SQLSTATE_OUTAGE.test(code) || PG_CONNECTION_LOST.test(cause.message);
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
