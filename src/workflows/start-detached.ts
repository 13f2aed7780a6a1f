import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild, type ChildWorkflowOptions, type Workflow } from '@temporalio/workflow';

/**
 * Starts a workflow that outlives its parent.
 *
 * @param input - the only argument of the workflow
 * @returns also when a run with the workflow id is open, or when the reuse policy keeps the last one
 */
export async function startDetached<T extends Workflow>(
  type: string,
  input: Parameters<T>[0],
  options: Required<Pick<ChildWorkflowOptions, 'workflowId'>> & Pick<ChildWorkflowOptions, 'workflowIdReusePolicy'>,
): Promise<void> {
  await startChild(type, { ...options, parentClosePolicy: ParentClosePolicy.ABANDON, args: [input] }).catch(
    (error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    },
  );
}
