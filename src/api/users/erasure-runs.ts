import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { EraseUserInput } from '../../contracts/erasure.js';
import { TASK_QUEUES } from '../../contracts/task-queues.js';
import { erasureWorkflowId } from '../../contracts/workflow-ids.js';
import type { Temporal } from '../dependencies/temporal.js';

/** Timeout of a call to Temporal, in milliseconds. */
const CALL_TIMEOUT_MS = 5_000;

/** Starts the runs that erase users. */
export class ErasureRuns {
  constructor(private readonly temporal: Temporal) {}

  /** Starts the run of an erasure, or does nothing when it is open or completed. */
  async start(erasureId: string): Promise<void> {
    const { connection, client } = this.temporal;
    const input: EraseUserInput = { erasureId };
    const options = {
      workflowId: erasureWorkflowId(erasureId),
      taskQueue: TASK_QUEUES.orders,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      args: [input],
      staticSummary: 'Erase a user',
    } as const;
    await connection
      .withDeadline(Date.now() + CALL_TIMEOUT_MS, () => client.workflow.start('eraseUser', options))
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      });
  }
}
