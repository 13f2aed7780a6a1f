import { WorkflowNotFoundError, type WorkflowClient, type WorkflowExecutionStatusName } from '@temporalio/client';

/** The status of the latest run of a workflow id; null when Temporal does not know it, or no longer. */
export async function getRunStatus(
  workflow: WorkflowClient,
  workflowId: string,
): Promise<WorkflowExecutionStatusName | null> {
  try {
    return (await workflow.getHandle(workflowId).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** True when a placement ended without completing or compensating its order. A cancelled placement has compensated it. */
export function isDeadPlacement(status: WorkflowExecutionStatusName | null): boolean {
  return status === 'TERMINATED' || status === 'TIMED_OUT' || status === 'FAILED';
}
