import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { CancelOrdersInput, OrderCancellations } from '../../contracts/cancel-orders.js';
import { TASK_QUEUES } from '../../contracts/task-queues.js';
import { cancelOrdersWorkflowId } from '../../contracts/workflow-ids.js';
import { cancellations } from '../../workflows/messages.js';
import type { Temporal } from '../dependencies/temporal.js';

/** Timeout of a call to Temporal, in milliseconds. */
const CALL_TIMEOUT_MS = 5_000;

export interface CancellationState {
  readonly done: boolean;
  readonly orders: OrderCancellations;
}

/** Starts and reads the runs that cancel several orders. */
export class CancellationRuns {
  constructor(private readonly temporal: Temporal) {}

  /** Starts the run, once for each id. */
  async start(id: string, input: CancelOrdersInput): Promise<void> {
    const count = input.orderIds.length;
    try {
      await this.call(({ workflow }) =>
        workflow.start('cancelOrders', {
          workflowId: cancelOrdersWorkflowId(id),
          taskQueue: TASK_QUEUES.orders,
          workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
          args: [input],
          staticSummary: `Cancel ${count} ${count === 1 ? 'order' : 'orders'}`,
          staticDetails: input.orderIds.map((orderId) => `- ${orderId}`).join('\n'),
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  /** Null when Temporal does not know the run, or no longer. */
  async find(id: string): Promise<CancellationState | null> {
    try {
      return await this.call(async ({ workflow }) => {
        const run = workflow.getHandle<() => Promise<OrderCancellations>>(cancelOrdersWorkflowId(id));
        const { status } = await run.describe();
        if (status.name === 'COMPLETED') return { done: true, orders: await run.result() };
        return { done: status.name !== 'RUNNING', orders: await run.query(cancellations) };
      });
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  }

  private call<T>(request: (client: Temporal['client']) => Promise<T>): Promise<T> {
    const { connection, client } = this.temporal;
    return connection.withDeadline(Date.now() + CALL_TIMEOUT_MS, () => request(client));
  }
}
