import { Context } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';

const ASKED_AT_ONCE = 20;

/** Those of the workflow ids that have a run which is not closed. */
export async function openRuns(workflowIds: readonly string[]): Promise<string[]> {
  const open: string[] = [];
  for (let i = 0; i < workflowIds.length; i += ASKED_AT_ONCE) {
    Context.current().heartbeat();
    const ids = workflowIds.slice(i, i + ASKED_AT_ONCE);
    const found = await Promise.all(ids.map(isOpen));
    open.push(...ids.filter((_, at) => found[at]));
  }
  return open;
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
