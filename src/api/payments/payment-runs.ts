import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { SearchAttributePair } from '@temporalio/common';
import type { Termination } from '../../contracts/orders.js';
import { IdempotencyKeyReused } from '../../domains/orders/errors.js';
import type { Order } from '../../domains/orders/order.entity.js';
import type { Payment } from '../../domains/payments/payment.entity.js';
import { toNewPayment, type RefundRequest } from '../../contracts/payments.js';
import {
  cancellationWorkflowId,
  latePaymentWorkflowId,
  orderWorkflowId,
  refundWorkflowId,
} from '../../contracts/workflow-ids.js';
import type { CancelConfirmedOrderInput } from '../../contracts/cancel-confirmed-order.js';
import { paymentEvent } from '../../workflows/messages.js';
import type { Rejection } from '../../contracts/place-order.js';
import type { RefundOutcome } from '../../contracts/refund-payment.js';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.js';
import { TASK_QUEUES } from '../../contracts/task-queues.js';
import type { Temporal } from '../dependencies/temporal.js';

/** Timeout of a call to Temporal, in milliseconds. */
const CALL_TIMEOUT_MS = 5_000;
/** Time that a request waits for its refund, in milliseconds. */
const REFUND_TIMEOUT_MS = 10_000;

/** Starts and signals the workflows that cancel confirmed orders and refund payments. */
export class PaymentRuns {
  constructor(private readonly temporal: Temporal) {}

  /** Starts the cancellation of a confirmed order. Idempotent. */
  async cancelConfirmed(order: Order, payment: Payment, ending: Termination): Promise<void> {
    const { id: orderId, userId, paymentMethod, requestFingerprint } = order;
    const input: CancelConfirmedOrderInput = {
      order: { orderId, userId, paymentMethod, requestFingerprint },
      charge: toNewPayment(payment),
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
    const workflowId = refundWorkflowId(request.refundId);
    await this.start('refundPayment', workflowId, request);
    const outcome = await this.call(REFUND_TIMEOUT_MS, ({ workflow }) =>
      workflow.result<() => Promise<RefundOutcome>>(workflowId),
    );
    const { amount, reason } = outcome.request;
    if (amount !== request.amount || reason !== request.reason) {
      throw new IdempotencyKeyReused();
    }
    return outcome.rejection;
  }

  /** Starts the refund of a payment that succeeded after its order ended. Idempotent. */
  async refundLatePayment(payment: Payment): Promise<void> {
    await this.start('refundLatePayment', latePaymentWorkflowId(payment.orderId), toNewPayment(payment));
  }

  /** Signals the order's run that its payment changed. Does nothing when the run has closed. */
  async signalPaymentEvent(orderId: string, eventId: string): Promise<void> {
    await this.call(CALL_TIMEOUT_MS, ({ workflow }) =>
      workflow.getHandle(orderWorkflowId(orderId)).signal(paymentEvent, { eventId }),
    ).catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    });
  }

  /** Starts a workflow at most once for each id, as long as Temporal retains the run. */
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
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
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
