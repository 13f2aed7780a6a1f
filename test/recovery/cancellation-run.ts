import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { cancellationWorkflowId } from '../../src/contracts/workflow-ids.js';

/** Waits for the run that cancels the order, if the placement left it to one. */
export async function waitForCancellationRun(client: Client, orderId: string): Promise<void> {
  const cancellation = client.workflow.getHandle(cancellationWorkflowId(orderId));
  await cancellation.result().catch((error: unknown) => {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  });
}
