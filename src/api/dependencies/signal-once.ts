import { AsyncLocalStorage } from 'node:async_hooks';
import { isGrpcServiceError, ServiceError, type Connection, type WorkflowService } from '@temporalio/client';

type SendSignal = (
  request: Parameters<WorkflowService['signalWorkflowExecution']>[0],
) => ReturnType<WorkflowService['signalWorkflowExecution']>;

const requestIds = new AsyncLocalStorage<string>();

/** Lets `signalOnce` choose the request ids of signals: the SDK gives each signal a random one. */
export function acceptRequestIds({ workflowService }: Connection): void {
  const send = workflowService.signalWorkflowExecution.bind(workflowService) as SendSignal;
  const sendWithId: SendSignal = (request) =>
    send({ ...request, requestId: requestIds.getStore() ?? request.requestId });
  workflowService.signalWorkflowExecution = sendWithId as WorkflowService['signalWorkflowExecution'];
}

/**
 * Sends a signal that a run records at most once, so that repeated requests cannot fill its history: the server drops a signal
 * whose request id the run has already received.
 *
 * @param key - identifies the content of the signal; a second signal with the same key is not recorded
 */
export function signalOnce<T>(key: string, send: () => Promise<T>): Promise<T> {
  return requestIds.run(key, send);
}

const SIGNAL_LIMIT = 'exceeded workflow execution limit for signal';

/** True when the run has received as many signals as the server allows: `history.maximumSignalsPerExecution`. */
export function isSignalLimitError(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : undefined;
  return isGrpcServiceError(cause) && cause.details.includes(SIGNAL_LIMIT);
}
