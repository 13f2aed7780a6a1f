import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { GatewayRejected } from '../../src/domains/payments/errors.js';
import type { Charge, GatewayDispute, GatewayRefund } from '../../src/domains/payments/payment-gateway.js';
import { PaymentReader } from '../../src/domains/payments/payment-reader.js';
import { paymentRequest, startPayments, type Payments } from './payments.js';

export const SETTLED = { settled: true, owed: 0 };

/** Payments for a test file that sets what the provider has on record. Registers the hooks that start and stop them. */
export function setUpProviderRecord() {
  let payments: Payments;
  let reader: PaymentReader;
  beforeAll(async () => {
    payments = await startPayments();
    reader = new PaymentReader(payments.source);
  });
  afterAll(() => payments.stop());
  afterEach(() => (payments.interceptor = undefined));

  /** Creates a successful payment of 25.49 USD at a provider whose record the test sets. */
  const paid = async () => {
    const request = paymentRequest();
    const { id } = await payments.service.process(request);
    const record: {
      refunds: GatewayRefund[];
      disputes: GatewayDispute[];
      requests: number;
      rejection?: GatewayRejected;
    } = { refunds: [], disputes: [], requests: 0 };
    payments.interceptor = async (call, send) => {
      if (call === 'findRefunds') return record.refunds;
      if (call === 'find') return { ...((await send()) as Charge), disputes: record.disputes };
      if (call !== 'refund') return send();
      record.requests += 1;
      if (record.rejection) throw record.rejection;
      const made: GatewayRefund = {
        refundId: `re_${randomUUID()}`,
        // The refund that was recorded last.
        idempotencyKey: (await reader.get(id)).refunds.findLast(({ status }) => status === 'pending')?.id ?? null,
        amount: (await reader.get(id)).refunds.findLast(({ status }) => status === 'pending')?.amount ?? 0,
        status: 'pending',
        failureReason: null,
      };
      record.refunds.push(made);
      return made;
    };
    const { orderId } = request;
    return {
      request,
      record,
      decide: (status: GatewayRefund['status'], index = record.refunds.length - 1) => {
        const failureReason = status === 'failed' ? 'expired_card' : null;
        record.refunds = record.refunds.map((each, i) => (i === index ? { ...each, status, failureReason } : each));
      },
      refundInDashboard: (amount: number, status: GatewayRefund['status'] = 'succeeded') =>
        record.refunds.push({
          refundId: `re_${randomUUID()}`,
          idempotencyKey: null,
          amount,
          status,
          failureReason: null,
        }),
      dispute: (
        status: GatewayDispute['status'],
        amount = 2_549,
        evidenceDueAt: string | null = '2030-01-01T00:00:00.000Z',
      ) => {
        record.disputes = [
          { disputeId: `dp_${orderId}`, amount, currency: 'USD', reason: 'fraudulent', status, evidenceDueAt },
        ];
      },
      refund: (amount?: number, refundId: string = randomUUID()) =>
        payments.refunds.refund({ refundId, orderId, reason: 'damaged', ...(amount !== undefined && { amount }) }),
      cancel: () => payments.service.cancel(request),
      follow: (retry = false) => payments.followUp.follow(orderId, retry),
      read: () => reader.get(id),
    };
  };

  return {
    paid,
    get payments() {
      return payments;
    },
  };
}
