import {
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { mergeLines } from '../../domains/orders/pricing.js';
import { accepted, cancelOrder, extendReservation, orderState } from '../../workflows/messages.js';
import { orderWorkflowId } from '../../contracts/workflow-ids.js';
import type {
  Acceptance,
  CancelRequest,
  OrderState,
  PlaceOrderInput,
  Rejection,
  ReservationExtension,
} from '../../contracts/place-order.js';
import type { placeOrder } from '../../workflows/place-order.js';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.js';
import { TASK_QUEUES } from '../../contracts/task-queues.js';
import { Problem } from '../http/problem.js';
import type { Temporal } from '../temporal.js';

/** Longest that a signal, an update or a look at a result may take, in ms. */
const CALL_TIMEOUT_MS = 5_000;

/** The failure of an update whose run ended before it answered. */
const RUN_ENDED_DURING_UPDATE = 'AcceptedUpdateCompletedWorkflow';

/** The status of gRPC when nobody has asked for the work of a task queue of late. */
const FAILED_PRECONDITION = 9;

/** Tells whose outcome it is, once the run is closed and no update can ask. */
const FINGERPRINT_MEMO_KEY = 'requestFingerprint';

interface PlacementOutcome {
  readonly requestFingerprint: string | null;
  /** Null when the order was created. */
  readonly rejection: Rejection | null;
}

/** What the API asks of the runs of `placeOrder`. A run that has ended already answers null. */
export class OrderRuns {
  constructor(private readonly temporal: Temporal) {}

  /**
   * Starts the run, or joins the one that is under way, and waits until the order is accepted or rejected.
   *
   * @throws Problem `idempotency_key_reused` when the run was started by a request with another body
   */
  async place(input: PlaceOrderInput, timeoutMs: number): Promise<Acceptance | null> {
    const { requestFingerprint, requestId } = input;
    return this.call(timeoutMs, ({ workflow }) =>
      workflow.executeUpdateWithStart(accepted, {
        args: [{ requestFingerprint }],
        // Twins of one request share one update, so that any number of them waits at the price of one.
        updateId: `accepted-${requestFingerprint?.slice(0, 16) ?? requestId}`,
        startWorkflowOperation: createStartOperation(input),
      }),
    );
  }

  /** How a run that has ended came out, and for which request; null when Temporal no longer knows it. */
  outcome(orderId: string): Promise<PlacementOutcome | null> {
    return this.call(CALL_TIMEOUT_MS, async ({ workflow }) => {
      const run = workflow.getHandle<typeof placeOrder>(orderWorkflowId(orderId));
      const { memo } = await run.describe();
      const rejection = await run.result().then((result) => result.rejection, toCancelledRejection);
      return { requestFingerprint: (memo?.[FINGERPRINT_MEMO_KEY] as string | undefined) ?? null, rejection };
    });
  }

  /** Waits for the end of the run, whatever it is, but no longer than the given time or until the signal is aborted. */
  async waitForCompletion(orderId: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
    const { connection, client } = this.temporal;
    const result = () => client.workflow.result(orderWorkflowId(orderId));
    await connection
      .withDeadline(Date.now() + timeoutMs, () => connection.withAbortSignal(signal, result))
      .catch(() => undefined);
  }

  /** Asks the run to call the order off. */
  cancel(orderId: string, request: CancelRequest): Promise<'requested' | null> {
    return this.call<'requested'>(CALL_TIMEOUT_MS, async ({ workflow }) => {
      await workflow.getHandle(orderWorkflowId(orderId)).signal(cancelOrder, request);
      return 'requested';
    });
  }

  /** @throws Problem `reservation_not_extendable` */
  extend(orderId: string, seconds: number): Promise<ReservationExtension | null> {
    return this.call(CALL_TIMEOUT_MS, ({ workflow }) =>
      workflow.getHandle(orderWorkflowId(orderId)).executeUpdate(extendReservation, { args: [{ seconds }] }),
    );
  }

  /**
   * Where the run is and what it did, also after its end; a worker must answer.
   *
   * @returns null when Temporal no longer keeps it, or when it has ended and the workers of its version are gone
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

function createStartOperation(input: PlaceOrderInput): WithStartWorkflowOperation<typeof placeOrder> {
  const { orderId, userId, lines, paymentMethod, requestFingerprint } = input;
  const products = mergeLines(lines).length;
  return new WithStartWorkflowOperation<typeof placeOrder>('placeOrder', {
    workflowId: orderWorkflowId(orderId),
    taskQueue: TASK_QUEUES.orders,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    args: [input],
    typedSearchAttributes: [
      { key: SEARCH_ATTRIBUTES.userId, value: userId },
      { key: SEARCH_ATTRIBUTES.paymentMethod, value: paymentMethod },
      { key: SEARCH_ATTRIBUTES.orderStatus, value: 'pending' },
    ],
    memo: { [FINGERPRINT_MEMO_KEY]: requestFingerprint },
    staticSummary: `${products} ${products === 1 ? 'product' : 'products'} by ${paymentMethod}`,
  });
}

function isRunClosedError(error: unknown): boolean {
  return (
    error instanceof WorkflowNotFoundError ||
    error instanceof WorkflowExecutionAlreadyStartedError ||
    getFailureType(error) === RUN_ENDED_DURING_UPDATE
  );
}

/** What a handler of the workflow refused, as the problem it is to the caller. */
function problemFromUpdateFailure(error: unknown): Problem | undefined {
  const code = getFailureType(error);
  if (code !== 'idempotency_key_reused' && code !== 'reservation_not_extendable') return undefined;
  return new Problem(code, (error as WorkflowUpdateFailedError).cause?.message ?? code);
}

function isNoWorkerError(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : undefined;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-comparison -- there is no enum to take it from
  return isGrpcServiceError(cause) && cause.code === FAILED_PRECONDITION;
}

/** Of a version there may be no worker for good, once nothing is left for it to do. */
async function isClosedVersionedRun(run: WorkflowHandle): Promise<boolean> {
  const { status, raw } = await run.describe();
  return status.name !== 'RUNNING' && Boolean(raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion);
}

function getFailureType(error: unknown): string | null | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause.type : undefined;
}

/** A run that was cancelled or terminated has no result. */
function toCancelledRejection(error: unknown): Rejection {
  if (!(error instanceof WorkflowFailedError)) throw error;
  return { code: 'order_called_off', message: 'the order was called off before it was created', details: {} };
}
