import { Context } from '@temporalio/activity';
import type { LostCancellations } from '../contracts/reconcile.js';

/** The states of a run that closed before it cancelled its order. */
const QUERY = `WorkflowType = "cancelConfirmedOrder" AND ExecutionStatus IN ("Failed", "Terminated", "TimedOut", "Canceled")`;

/** The order id at the end of a workflow id. */
const ORDER_ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Lists one page of the cancellations whose run closed without completing. A later run may have completed the cancellation.
 *
 * @param selection.before - ISO 8601; only runs that closed earlier
 * @param selection.cursor - Temporal's page token in base64
 */
export async function findLostCancellations({
  before,
  limit,
  cursor,
}: {
  before: string;
  limit: number;
  cursor: string | null;
}): Promise<LostCancellations> {
  const { client } = Context.current();
  const { executions, nextPageToken } = await client.workflowService.listWorkflowExecutions({
    namespace: client.options.namespace,
    query: `${QUERY} AND CloseTime < "${before}"`,
    pageSize: limit,
    nextPageToken: Buffer.from(cursor ?? '', 'base64'),
  });
  return {
    orderIds: executions.flatMap(({ execution }) => ORDER_ID.exec(execution?.workflowId ?? '')?.[0] ?? []),
    next: nextPageToken.length > 0 ? Buffer.from(nextPageToken).toString('base64') : null,
  };
}
