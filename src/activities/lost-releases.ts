import { Context } from '@temporalio/activity';
import type { OtherCharge } from '../contracts/payments.js';
import { otherChargeOfWorkflow } from '../contracts/workflow-ids.js';

/** The states of a run that closed before it released its charge. */
const QUERY = `WorkflowType = "releaseOtherCharge" AND ExecutionStatus IN ("Failed", "Terminated", "TimedOut", "Canceled")`;

/**
 * Lists the charges whose latest run closed without releasing them, at most `limit`.
 *
 * @param selection.before - ISO 8601; only runs that closed earlier
 */
export async function findLostReleases({ before, limit }: { before: string; limit: number }): Promise<OtherCharge[]> {
  const { client } = Context.current();
  const { executions } = await client.workflowService.listWorkflowExecutions({
    namespace: client.options.namespace,
    query: `${QUERY} AND CloseTime < "${before}"`,
    pageSize: limit,
  });
  const charges: OtherCharge[] = [];
  for (const workflowId of new Set(executions.map(({ execution }) => execution?.workflowId ?? ''))) {
    Context.current().heartbeat();
    const charge = otherChargeOfWorkflow(workflowId);
    if (charge && (await isLost(workflowId))) charges.push(charge);
  }
  return charges;
}

/** A later run of the charge may be open or complete. */
async function isLost(workflowId: string): Promise<boolean> {
  const { status } = await Context.current().client.workflow.getHandle(workflowId).describe();
  return status.name !== 'RUNNING' && status.name !== 'PAUSED' && status.name !== 'COMPLETED';
}
