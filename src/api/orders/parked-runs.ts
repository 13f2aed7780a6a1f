import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.js';
import { compensatingWorkflowIds, orderIdOfWorkflow, returnWorkflowId } from '../../contracts/workflow-ids.js';
import { retryNow } from '../../workflows/messages.js';
import type { Temporal } from '../dependencies/temporal.js';
import { isRunClosedError } from './run-errors.js';

/** Timeout of a call to Temporal, in milliseconds. */
const CALL_TIMEOUT_MS = 5_000;

const QUERY = `${SEARCH_ATTRIBUTES.needsAttention.name} = true AND ExecutionStatus = "Running"`;

/** Retries parked compensations. */
export class ParkedRuns {
  constructor(private readonly temporal: Temporal) {}

  /**
   * Tries the parked compensations of all runs of an order now, and the parked steps of its returns.
   *
   * @returns false when no compensation waits for its next attempt
   */
  async retry(orderId: string, returnIds: readonly string[]): Promise<boolean> {
    const workflowIds = [
      ...compensatingWorkflowIds(orderId),
      ...returnIds.map(returnWorkflowId),
      ...(await this.findReleases(orderId)),
    ];
    const retried = await Promise.all(workflowIds.map((workflowId) => this.retryRun(workflowId)));
    return retried.includes(true);
  }

  /** The ids of the parked runs that release other charges of the order. They contain the ids of these charges. */
  private findReleases(orderId: string): Promise<string[]> {
    const query = `${QUERY} AND WorkflowType = "releaseOtherCharge"`;
    return this.call(async ({ workflow }) => {
      const workflowIds: string[] = [];
      for await (const { workflowId } of workflow.list({ query })) {
        if (orderIdOfWorkflow(workflowId) === orderId) workflowIds.push(workflowId);
      }
      return workflowIds;
    });
  }

  private retryRun(workflowId: string): Promise<boolean> {
    return this.call(({ workflow }) => workflow.getHandle(workflowId).executeUpdate(retryNow)).then(
      () => true,
      (error: unknown) => {
        if (isRunClosedError(error) || isNothingToRetry(error)) return false;
        throw error;
      },
    );
  }

  private call<T>(request: (client: Temporal['client']) => Promise<T>): Promise<T> {
    const { connection, client } = this.temporal;
    return connection.withDeadline(Date.now() + CALL_TIMEOUT_MS, () => request(client));
  }
}

function isNothingToRetry(error: unknown): boolean {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure && cause.type === 'nothing_to_retry';
}
