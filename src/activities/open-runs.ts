import { Context } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';

const DESCRIBE_CONCURRENCY = 20;

/** @returns the workflow ids that have an open run */
export async function openRuns(workflowIds: readonly string[]): Promise<string[]> {
  const openIds: string[] = [];
  for (let i = 0; i < workflowIds.length; i += DESCRIBE_CONCURRENCY) {
    Context.current().heartbeat();
    const ids = workflowIds.slice(i, i + DESCRIBE_CONCURRENCY);
    const results = await Promise.all(ids.map(isOpen));
    openIds.push(...ids.filter((_, index) => results[index]));
  }
  return openIds;
}

async function isOpen(workflowId: string): Promise<boolean> {
  try {
    const { status } = await Context.current().client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING' || status.name === 'PAUSED';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
