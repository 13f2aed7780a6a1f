import { Context } from '@temporalio/activity';

/** The states of a run that closed before it released its charge. */
const QUERY = `WorkflowType = "releaseOtherCharge" AND ExecutionStatus IN ("Failed", "Terminated", "TimedOut", "Canceled")`;

/**
 * Lists the releases of charges whose latest run closed without completing, at most `limit`.
 *
 * @param selection.before - ISO 8601; only runs that closed earlier
 * @returns workflow ids
 */
export async function findLostReleases({ before, limit }: { before: string; limit: number }): Promise<string[]> {
  const { client } = Context.current();
  const { executions } = await client.workflowService.listWorkflowExecutions({
    namespace: client.options.namespace,
    query: `${QUERY} AND CloseTime < "${before}"`,
    pageSize: limit,
  });
  const lost: string[] = [];
  for (const workflowId of new Set(executions.map(({ execution }) => execution?.workflowId ?? ''))) {
    Context.current().heartbeat();
    if (await isLost(workflowId)) lost.push(workflowId);
  }
  return lost;
}

/** A later run of the charge may be open or complete. */
async function isLost(workflowId: string): Promise<boolean> {
  const { status } = await Context.current().client.workflow.getHandle(workflowId).describe();
  return status.name !== 'RUNNING' && status.name !== 'PAUSED' && status.name !== 'COMPLETED';
}
