import { isDeepStrictEqual } from 'node:util';
import { WorkflowExecutionAlreadyStartedError, WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import type { SearchAttributePair } from '@temporalio/common';
import type { Termination } from '../../contracts/orders.js';
import { IdempotencyKeyReused } from '../../domains/orders/errors.js';
import type { Order } from '../../domains/orders/order.entity.js';
import type { OrderEvent } from '../../domains/payments/payment-gateway.js';
import type { Payment } from '../../domains/payments/payment.entity.js';
import {
  toNewPayment,
  type NewPayment,
  type OtherCharge,
  type PaymentMethod,
  type RefundRequest,
} from '../../contracts/payments.js';
import {
  cancellationWorkflowId,
  followPaymentWorkflowId,
  latePaymentWorkflowId,
  otherChargeWorkflowId,
  orderWorkflowId,
  refundWorkflowId,
  returnWorkflowId,
} from '../../contracts/workflow-ids.js';
import type { CancelConfirmedOrderInput } from '../../contracts/cancel-confirmed-order.js';
import type { FollowPaymentInput } from '../../contracts/follow-payment.js';
import { paymentEvent } from '../../workflows/messages.js';
import type { Rejection } from '../../contracts/place-order.js';
import type { ReturnOutcome, ReturnRequest } from '../../contracts/returns.js';
import type { RefundOutcome } from '../../contracts/refund-payment.js';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.js';
import { TASK_QUEUES } from '../../contracts/task-queues.js';
import { isTemporalOutage } from '../dependencies/outages.js';
import { getRunStatus } from '../dependencies/run-status.js';
import { isSignalLimitError, signalOnce } from '../dependencies/signal-once.js';
import type { Temporal } from '../dependencies/temporal.js';
import { unavailable } from '../http/problem.js';

/** Timeout of a call to Temporal, in milliseconds. */
const CALL_TIMEOUT_MS = 5_000;
/** Time that a request waits for its refund, in milliseconds. */
const REFUND_TIMEOUT_MS = 10_000;
/** Runs that one request may start when each is terminated before it has an outcome. */
const MAX_REFUND_RUNS = 3;

/** Starts and signals the workflows that cancel orders and refund payments. */
export class PaymentRuns {
  constructor(private readonly temporal: Temporal) {}

  /**
   * Starts the cancellation of an order that is confirmed, or that no placement handles. Idempotent.
   *
   * @param payment - undefined when the order has none
   */
  async startCancellation(order: Order, payment: Payment | undefined, ending: Termination): Promise<void> {
    const { id: orderId, userId, paymentMethod, requestFingerprint } = order;
    const input: CancelConfirmedOrderInput = {
      order: { orderId, userId, paymentMethod, requestFingerprint },
      charge: payment ? toNewPayment(payment) : toCharge(order),
      stock: { orderId, lines: order.items.map(({ productId, quantity }) => ({ productId, quantity })) },
      ending,
    };
    await this.start('cancelConfirmedOrder', cancellationWorkflowId(orderId), input, [
      { key: SEARCH_ATTRIBUTES.userId, value: userId },
      { key: SEARCH_ATTRIBUTES.paymentMethod, value: paymentMethod },
      { key: SEARCH_ATTRIBUTES.totalAmount, value: order.totalAmount },
    ]);
  }

  /**
   * Makes a refund, once for each refund id, and waits for it.
   *
   * @returns why nothing was refunded; null when the refund was made
   * @throws IdempotencyKeyReused when an earlier refund with this id had another amount or reason
   */
  async refund(request: RefundRequest): Promise<Rejection | null> {
    const outcome = await this.getOutcome<RefundOutcome>('refundPayment', refundWorkflowId(request.refundId), request);
    const { amount, reason } = outcome.request;
    if (amount !== request.amount || reason !== request.reason) {
      throw new IdempotencyKeyReused();
    }
    return outcome.rejection;
  }

  /**
   * Returns lines of an order, once for each return id, and waits for it.
   *
   * @param isRecorded - true when the return goes on, so that a slow one need not be awaited
   * @returns why nothing was returned; null when the return was made or goes on
   * @throws IdempotencyKeyReused when an earlier return with this id had other lines or another reason
   */
  async returnOrder(request: ReturnRequest, isRecorded: () => Promise<boolean>): Promise<Rejection | null> {
    try {
      const outcome = await this.getOutcome<ReturnOutcome>('returnOrder', returnWorkflowId(request.returnId), request);
      if (!isDeepStrictEqual(outcome.request, request)) throw new IdempotencyKeyReused();
      return outcome.rejection;
    } catch (error) {
      if (isTemporalOutage(error) && (await isRecorded())) return null;
      throw error;
    }
  }

  /** Starts a run, again after each one that was terminated before it had an outcome: a repeated request has the same outcome. */
  private async getOutcome<Outcome>(type: string, workflowId: string, request: unknown): Promise<Outcome> {
    let cause: unknown;
    for (let runs = 0; runs < MAX_REFUND_RUNS; runs += 1) {
      await this.start(type, workflowId, request);
      try {
        return await this.call(REFUND_TIMEOUT_MS, ({ workflow }) =>
          workflow.result<() => Promise<Outcome>>(workflowId),
        );
      } catch (error) {
        if (!(error instanceof WorkflowFailedError)) throw error;
        cause = error;
      }
    }
    throw unavailable('The refund was interrupted. Repeat the request with the same Idempotency-Key.', cause);
  }

  /** Starts the refund of a payment that succeeded after its order ended. Idempotent. */
  async refundLatePayment(payment: Payment): Promise<void> {
    await this.start('refundLatePayment', latePaymentWorkflowId(payment.orderId), toNewPayment(payment));
  }

  /** Starts the release of a charge that is not the payment's. Idempotent. */
  async releaseOtherCharge(orderId: string, transactionId: string): Promise<void> {
    const charge: OtherCharge = { orderId, transactionId };
    await this.start('releaseOtherCharge', otherChargeWorkflowId(orderId, transactionId), charge);
  }

  /** Starts the refund of a late payment again when its last run ended without completing. */
  async resumeLatePayment(payment: Payment): Promise<void> {
    const workflowId = latePaymentWorkflowId(payment.orderId);
    const status = await this.call(CALL_TIMEOUT_MS, ({ workflow }) => getRunStatus(workflow, workflowId));
    if (status !== null && status !== 'RUNNING' && status !== 'COMPLETED') await this.refundLatePayment(payment);
  }

  /** Signals the run that follows the refunds and disputes of a payment; starts it when it is closed. */
  async followPayment(orderId: string, eventId: string): Promise<void> {
    const input: FollowPaymentInput = { orderId };
    await this.call(CALL_TIMEOUT_MS, ({ workflow }) =>
      workflow.signalWithStart('followPayment', {
        workflowId: followPaymentWorkflowId(orderId),
        taskQueue: TASK_QUEUES.orders,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        args: [input],
        signal: paymentEvent,
        signalArgs: [{ eventId }],
      }),
    ).catch((error: unknown) => {
      // The run looks the payment up at intervals without an event.
      if (!isSignalLimitError(error)) throw error;
    });
  }

  /**
   * Signals the order's run that its payment changed: once for each type of event and charge, of which a provider may send any
   * number.
   *
   * @returns false when the order has no open run
   */
  async signalPaymentEvent({ id: eventId, orderId, type, transactionId }: OrderEvent): Promise<boolean> {
    const key = `${paymentEvent.name} ${type} ${transactionId ?? ''}`;
    try {
      await this.call(CALL_TIMEOUT_MS, ({ workflow }) =>
        signalOnce(key, () => workflow.getHandle(orderWorkflowId(orderId)).signal(paymentEvent, { eventId })),
      );
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      // The run looks its payment up at intervals without an event.
      if (isSignalLimitError(error)) return true;
      throw error;
    }
  }

  /**
   * Starts a workflow, or joins its open run. A run that completed is not repeated, as long as Temporal retains it; one that
   * failed, timed out, was cancelled or was terminated is.
   */
  private async start(
    type: string,
    workflowId: string,
    input: unknown,
    typedSearchAttributes: SearchAttributePair[] = [],
  ): Promise<void> {
    const options = {
      workflowId,
      taskQueue: TASK_QUEUES.orders,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      args: [input],
      typedSearchAttributes,
    } as const;
    await this.call(CALL_TIMEOUT_MS, ({ workflow }) => workflow.start(type, options)).catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    });
  }

  private call<T>(timeoutMs: number, request: (client: Temporal['client']) => Promise<T>): Promise<T> {
    const { connection, client } = this.temporal;
    return connection.withDeadline(Date.now() + timeoutMs, () => request(client));
  }
}

/** The charge of an order without a payment. */
function toCharge({ id, userId, totalAmount, currency, paymentMethod }: Order): NewPayment {
  return { orderId: id, userId, amount: totalAmount, currency, method: paymentMethod as PaymentMethod };
}
