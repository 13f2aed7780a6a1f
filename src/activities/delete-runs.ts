import { Context } from '@temporalio/activity';

/** Conditions in one query to Temporal's list, whose length is limited. */
const CONDITIONS_PER_QUERY = 40;

export interface DeletedRuns {
  readonly deleted: number;
  /** Runs that match and are still open. */
  readonly open: number;
}

/** Deletes the closed runs that match one of the conditions, with their histories. */
export async function deleteClosedRuns(conditions: readonly string[]): Promise<DeletedRuns> {
  const { client } = Context.current();
  const { namespace } = client.options;
  const seen = new Map<string, boolean>();
  for (let i = 0; i < conditions.length; i += CONDITIONS_PER_QUERY) {
    const query = conditions.slice(i, i + CONDITIONS_PER_QUERY).join(' OR ');
    for await (const { workflowId, runId, status } of client.workflow.list({ query })) {
      Context.current().heartbeat();
      const isOpen = status.name === 'RUNNING' || status.name === 'PAUSED';
      seen.set(runId, isOpen);
      if (isOpen) continue;
      const workflowExecution = { workflowId, runId };
      await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution }).catch(ignoreNotFound);
    }
  }
  const open = [...seen.values()].filter(Boolean).length;
  return { deleted: seen.size - open, open };
}

/** gRPC status: Temporal's list may still contain a run that is deleted. */
const NOT_FOUND = 5;

function ignoreNotFound(error: unknown): void {
  if ((error as { code?: unknown }).code !== NOT_FOUND) throw error;
}
