import { createHash } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type {
  Acceptance,
  CancelRequest,
  OrderState,
  PlaceOrderInput,
  PlaceOrderResult,
  Rejection,
  ReservationExtension,
} from '../../contracts/place-order.js';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.js';
import { TASK_QUEUES } from '../../contracts/task-queues.js';
import { orderWorkflowId } from '../../contracts/workflow-ids.js';
import { accepted, cancelOrder, extendReservation, orderState } from '../../workflows/messages.js';
import { getRunStatus, isDeadPlacement } from '../dependencies/run-status.js';
import { isSignalLimitError, signalOnce } from '../dependencies/signal-once.js';
import type { Temporal } from '../dependencies/temporal.js';
import {
  isClosedVersionedRun,
  isNoWorkerError,
  isRunClosedError,
  problemFromUpdateFailure,
  toCancelledRejection,
} from './run-errors.js';
import type { RunSummary } from './run-summary.js';

/** Timeout of a signal, an update, a query or a read of a result, in milliseconds. */
const CALL_TIMEOUT_MS = 5_000;

/** The memo keeps the fingerprint readable after the run has closed, when it accepts no update. */
const FINGERPRINT_MEMO_KEY = 'requestFingerprint';

/** The type of the workflow `placeOrder`, as the client sees it. */
type PlaceOrderWorkflow = (input: PlaceOrderInput) => Promise<PlaceOrderResult>;

interface PlacementOutcome {
  readonly requestFingerprint: string | null;
  /** Null when the order was created. */
  readonly rejection: Rejection | null;
  /** The run ended without completing or compensating the order. */
  readonly isDead: boolean;
}

/** Starts and messages the runs of the workflow `placeOrder`. Methods return null when the run has closed. */
export class OrderRuns {
  constructor(private readonly temporal: Temporal) {}

  /**
   * Starts the run, or joins the open one, and waits until the order is accepted or rejected.
   *
   * @param restart - also starts a run when the last one was terminated, timed out or failed
   * @throws Problem `idempotency_key_reused` when a request with another body started the run
   */
  async place(
    input: PlaceOrderInput,
    summary: RunSummary,
    timeoutMs: number,
    restart = false,
  ): Promise<Acceptance | null> {
    const { requestFingerprint, requestId } = input;
    return this.call(timeoutMs, ({ workflow }) =>
      workflow.executeUpdateWithStart(accepted, {
        args: [{ requestFingerprint }],
        // Duplicates of a request share one update id, so that any number of them costs the run a single update.
        updateId: `accepted-${requestFingerprint?.slice(0, 16) ?? requestId}`,
        startWorkflowOperation: createStartOperation(input, summary, restart),
      }),
    );
  }

  /** The outcome of a closed run and the fingerprint of its request; null when Temporal no longer retains the run. */
  outcome(orderId: string): Promise<PlacementOutcome | null> {
    return this.call(CALL_TIMEOUT_MS, async ({ workflow }) => {
      const run = workflow.getHandle<PlaceOrderWorkflow>(orderWorkflowId(orderId));
      const { memo, status } = await run.describe();
      const rejection = await run.result().then((result) => result.rejection, toCancelledRejection);
      return {
        requestFingerprint: (memo?.[FINGERPRINT_MEMO_KEY] as string | undefined) ?? null,
        rejection,
        isDead: isDeadPlacement(status.name),
      };
    });
  }

  /** True when the run ended without completing or compensating the order. */
  async isDead(orderId: string): Promise<boolean> {
    return isDeadPlacement(await this.status(orderId));
  }

  /** True when Temporal retains a run of the order, open or closed. */
  async exists(orderId: string): Promise<boolean> {
    return (await this.status(orderId)) !== null;
  }

  /** Waits until the run closes, the timeout expires or the signal is aborted. Never rejects. */
  async waitForCompletion(orderId: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
    const { connection, client } = this.temporal;
    const result = () => client.workflow.result(orderWorkflowId(orderId));
    await connection
      .withDeadline(Date.now() + timeoutMs, () => connection.withAbortSignal(signal, result))
      .catch(() => undefined);
  }

  /**
   * Requests the cancellation of the order. The first request of a run gives the reason; the run does not see the others. A run
   * that has received as many signals as the server allows is cancelled without a reason.
   */
  cancel(orderId: string, request: CancelRequest): Promise<'requested' | null> {
    return this.call<'requested'>(CALL_TIMEOUT_MS, async ({ workflow }) => {
      const run = workflow.getHandle(orderWorkflowId(orderId));
      await signalOnce(cancelOrder.name, () => run.signal(cancelOrder, request)).catch(async (error: unknown) => {
        if (!isSignalLimitError(error)) throw error;
        await run.cancel();
      });
      return 'requested';
    });
  }

  /**
   * Extends the reservation, once for each update id.
   *
   * @throws Problem `reservation_not_extendable`
   */
  extend(orderId: string, seconds: number, updateId?: string): Promise<ReservationExtension | null> {
    const options = { args: [{ seconds }] as [{ seconds: number }], ...(updateId !== undefined && { updateId }) };
    return this.call(CALL_TIMEOUT_MS, ({ workflow }) =>
      workflow.getHandle(orderWorkflowId(orderId)).executeUpdate(extendReservation, options),
    );
  }

  /**
   * The progress of the run, open or closed. Needs a running worker.
   *
   * @returns null when Temporal no longer retains the run, or when it has closed and its version has no workers
   */
  state(orderId: string): Promise<OrderState | null> {
    return this.call(CALL_TIMEOUT_MS, ({ workflow }) => {
      const run = workflow.getHandle(orderWorkflowId(orderId));
      return run.query(orderState).catch(async (error: unknown) => {
        if (isNoWorkerError(error) && (await isClosedVersionedRun(run))) return null;
        throw error;
      });
    });
  }

  private status(orderId: string) {
    const { connection, client } = this.temporal;
    return connection.withDeadline(Date.now() + CALL_TIMEOUT_MS, () =>
      getRunStatus(client.workflow, orderWorkflowId(orderId)),
    );
  }

  private async call<T>(timeoutMs: number, request: (client: Temporal['client']) => Promise<T>): Promise<T | null> {
    const { connection, client } = this.temporal;
    try {
      return await connection.withDeadline(Date.now() + timeoutMs, () => request(client));
    } catch (error) {
      if (isRunClosedError(error)) return null;
      throw problemFromUpdateFailure(error) ?? error;
    }
  }
}

function createStartOperation(
  input: PlaceOrderInput,
  summary: RunSummary,
  restart: boolean,
): WithStartWorkflowOperation<PlaceOrderWorkflow> {
  const { orderId, userId, paymentMethod, requestFingerprint } = input;
  return new WithStartWorkflowOperation<PlaceOrderWorkflow>('placeOrder', {
    workflowId: orderWorkflowId(orderId),
    taskQueue: TASK_QUEUES.orders,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: restart ? 'ALLOW_DUPLICATE_FAILED_ONLY' : 'REJECT_DUPLICATE',
    args: [input],
    typedSearchAttributes: [
      { key: SEARCH_ATTRIBUTES.userId, value: userId },
      { key: SEARCH_ATTRIBUTES.paymentMethod, value: paymentMethod },
      { key: SEARCH_ATTRIBUTES.orderStatus, value: 'pending' },
    ],
    memo: { [FINGERPRINT_MEMO_KEY]: requestFingerprint },
    // Of tasks that wait for a worker, those of each user take turns.
    priority: { fairnessKey: fairnessKeyOf(userId) },
    ...summary,
  });
}

/** Temporal stores the key unencrypted, so it does not name the user. */
function fairnessKeyOf(userId: string): string {
  return createHash('sha256').update(userId).digest('base64url').slice(0, 16);
}
