import {
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Rejection } from '../../contracts/place-order.js';
import { problemFromRejection, type Problem } from '../http/problem.js';
import { isProblemCode } from '../problems.js';

/** The server's failure type for an update whose run closed before the update completed. */
const RUN_CLOSED_DURING_UPDATE = 'AcceptedUpdateCompletedWorkflow';

/** The gRPC status of a query to a task queue that no worker has polled recently. */
const FAILED_PRECONDITION = 9;
/** The gRPC status of an update-with-start whose run closed before it accepted the update. */
const NOT_FOUND = 5;
const UPDATE_NOT_EXECUTED = 'Update-with-Start could not be executed.';

/** True when the run closed before it could respond. */
export function isRunClosedError(error: unknown): boolean {
  return (
    error instanceof WorkflowNotFoundError ||
    error instanceof WorkflowExecutionAlreadyStartedError ||
    getUpdateFailure(error)?.type === RUN_CLOSED_DURING_UPDATE ||
    isUpdateNotExecuted(error)
  );
}

/** The problem for an update that the workflow rejected; undefined for any other error. */
export function problemFromUpdateFailure(error: unknown): Problem | undefined {
  const failure = getUpdateFailure(error);
  if (!failure?.type || !isProblemCode(failure.type)) return undefined;
  return problemFromRejection({ code: failure.type, message: failure.message, details: {} });
}

/** True when no worker polled the task queue. */
export function isNoWorkerError(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : undefined;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-comparison -- the SDK does not export the enum
  return isGrpcServiceError(cause) && cause.code === FAILED_PRECONDITION;
}

/** True for a closed run of a worker deployment version, whose workers are stopped once its last run has closed. */
export async function isClosedVersionedRun(run: WorkflowHandle): Promise<boolean> {
  const { status, raw } = await run.describe();
  return status.name !== 'RUNNING' && Boolean(raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion);
}

/** The rejection for a run that was cancelled or terminated and therefore has no result. */
export function toCancelledRejection(error: unknown): Rejection {
  if (!(error instanceof WorkflowFailedError)) throw error;
  return ORDER_CANCELLED;
}

/** The rejection for an order that was cancelled before it was created. */
export const ORDER_CANCELLED: Rejection = {
  code: 'order_called_off',
  message: 'The order was cancelled before it was created. Place it again with a new Idempotency-Key.',
  details: {},
};

function isUpdateNotExecuted(error: unknown): boolean {
  if (!isGrpcServiceError(error)) return false;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-comparison -- the SDK does not export the enum
  return error.code === NOT_FOUND && error.details === UPDATE_NOT_EXECUTED;
}

function getUpdateFailure(error: unknown): ApplicationFailure | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause : undefined;
}
