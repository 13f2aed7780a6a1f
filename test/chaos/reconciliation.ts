import { WorkflowFailedError, type Client } from '@temporalio/client';
import type { ReconcileInput } from '../../src/contracts/reconcile.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';

/** Looks at everything that no run takes care of, however young. */
const INPUT: ReconcileInput = { graceSeconds: 0, windowSeconds: 86_400, limit: 500 };

/** Reconciles now. @returns what reconciliation left to an operator; null when it left nothing */
export async function reconcileNow(temporal: Client, workflowId: string): Promise<string | null> {
  try {
    await temporal.workflow.execute('reconcile', { workflowId, taskQueue: TASK_QUEUES.orders, args: [INPUT] });
    return null;
  } catch (error) {
    // The audit decides whether what is left violates an invariant.
    if (error instanceof WorkflowFailedError) return error.cause?.message ?? error.message;
    throw error;
  }
}
