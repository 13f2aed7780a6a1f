import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  GatewayRejected,
  GatewayUnavailable,
  PaymentDeclined,
  PaymentNotFound,
  PaymentNotRefundable,
  RefundExceedsPayment,
  RefundIdReused,
  RefundWindowClosed,
} from '../../src/domains/payments/errors.js';
import { SIMULATED_CAPABILITIES } from '../../src/providers/simulated/capabilities.js';
import { RefundLedger } from '../../src/domains/payments/refund-ledger.js';
import { PaymentReader } from '../../src/domains/payments/payment-reader.js';
import { collectFailures } from '../kit/collect-failures.js';
import { ledgerViolations, paymentRequest, startPayments, type Payments } from '../kit/payments.js';

let payments: Payments;
let reader: PaymentReader;
beforeAll(async () => {
  payments = await startPayments();
  reader = new PaymentReader(payments.source);
});
afterAll(() => payments.stop());
afterEach(async () => {
  payments.interceptor = undefined;
  expect(await ledgerViolations(payments.database)).toEqual([]);
});

/** Creates a successful payment of 25.49 USD. */
async function paid() {
  const request = paymentRequest();
  const { id } = await payments.service.process(request);
  return {
    request,
    orderId: request.orderId,
    refund: (amount?: number, refundId: string = randomUUID()) =>
      payments.refunds.refund({
        refundId,
        orderId: request.orderId,
        reason: 'damaged',
        ...(amount !== undefined && { amount }),
      }),
    read: () => reader.get(id),
    refundsAtGateway: async () => (await payments.charges(request.orderId))[0],
  };
}

describe('a refund', () => {
  it('records a partial refund with its reason and gateway id', async () => {
    const payment = await paid();
    const refundId = randomUUID();
    const refund = await payment.refund(800, refundId);
    expect(refund).toMatchObject({ id: refundId, amount: 800, reason: 'damaged', status: 'succeeded' });
    expect(refund.gatewayRefundId).toMatch(/^RFD-/);
    expect(await payment.read()).toMatchObject({ status: 'success', refundedAmount: 800, refunds: [refund] });
  });

  it('keeps the payment successful until it is refunded in full', async () => {
    const payment = await paid();
    await payment.refund(2_548);
    expect(await payment.read()).toMatchObject({ status: 'success', refundedAmount: 2_548 });
    await payment.refund(1);
    const { status, refundedAmount, refunds } = await payment.read();
    expect({ status, refundedAmount }).toEqual({ status: 'refunded', refundedAmount: 2_549 });
    expect(refunds.map(({ amount }) => amount)).toEqual([2_548, 1]);
  });

  it('refunds the remainder without an amount', async () => {
    const payment = await paid();
    await payment.refund(549);
    expect(await payment.refund()).toMatchObject({ amount: 2_000 });
    expect(await payment.read()).toMatchObject({ status: 'refunded' });
  });

  it('returns the first refund when repeated with the same id', async () => {
    const payment = await paid();
    const refundId = randomUUID();
    const first = await payment.refund(800, refundId);
    expect(await payment.refund(800, refundId)).toEqual(first);
    expect(await payment.refund(undefined, refundId)).toEqual(first);
    expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 800, refunds: 1 });
  });

  it('refunds once with ten concurrent calls', async () => {
    const payment = await paid();
    const refundId = randomUUID();
    const refunds = await Promise.all(Array.from({ length: 10 }, () => payment.refund(800, refundId)));
    expect(refunds.map(({ status }) => status)).toEqual(Array(10).fill('succeeded'));
    expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 800, refunds: 1 });
  });

  it('rejects a different refund with the same id', async () => {
    const [one, other] = [await paid(), await paid()];
    const refundId = randomUUID();
    await one.refund(800, refundId);
    await expect(one.refund(801, refundId)).rejects.toThrow(RefundIdReused);
    await expect(other.refund(800, refundId)).rejects.toThrow(RefundIdReused);
    expect(await other.refundsAtGateway()).toMatchObject({ refunds: 0 });
  });

  it('rejects an amount above the remainder without calling the gateway', async () => {
    const payment = await paid();
    await payment.refund(2_000);
    await expect(payment.refund(550)).rejects.toThrow(RefundExceedsPayment);
    await expect(payment.refund(550)).rejects.toMatchObject({ details: { left: 549 } });
    expect(payments.calls(payment.orderId)).toEqual(['charge', 'refund']);
  });

  it('rejects a refund after the window of the provider, and repeats an earlier one', async () => {
    const payment = await paid();
    const refundId = randomUUID();
    await payment.refund(800, refundId);
    const days = 90;
    const { methods, ...rest } = SIMULATED_CAPABILITIES;
    const card = { currencies: 'any', tokenRequired: false, manualCapture: false, refundWindowDays: days } as const;
    const ledger = new RefundLedger(payments.source, { ...rest, methods: { ...methods, credit_card: card } });
    const refund = (id: string) =>
      ledger.findOrCreate({ refundId: id, orderId: payment.orderId, amount: 800, reason: 'late' });
    const age = (interval: string) =>
      payments.database.query('UPDATE payments.payments SET created_at = now() - $2::interval WHERE order_id = $1', [
        payment.orderId,
        interval,
      ]);
    await age('90 days 1 minute');
    await expect(refund(randomUUID())).rejects.toThrow(RefundWindowClosed);
    expect(await refund(refundId)).toMatchObject({ isNew: false, refund: { id: refundId } });
    await age('89 days 23 hours');
    expect(await refund(randomUUID())).toMatchObject({ isNew: true });
    await payments.database.query(
      "UPDATE payments.refunds SET status = 'failed', failure_reason = 'test' WHERE status = 'pending'",
    );
  });

  it('rejects a payment that is not successful', async () => {
    const returned = await paid();
    await returned.refund();
    await expect(returned.refund(1)).rejects.toThrow(PaymentNotRefundable);
    await expect(returned.refund(1)).rejects.toThrow('Can only refund successful payments.');

    const declined = paymentRequest('tok_decline');
    await expect(payments.service.process(declined)).rejects.toThrow(PaymentDeclined);
    const refund = { refundId: randomUUID(), orderId: declined.orderId, reason: 'damaged' };
    await expect(payments.refunds.refund(refund)).rejects.toThrow(PaymentNotRefundable);
    await expect(payments.refunds.refund({ ...refund, orderId: randomUUID() })).rejects.toThrow(PaymentNotFound);
  });
});

it('never exceeds the captured amount with 20 concurrent partial refunds', async () => {
  const payment = await paid();
  const failures = await collectFailures(Array.from({ length: 20 }, () => payment.refund(300)));
  expect(failures).toHaveLength(12);
  expect(failures.filter((failure) => !(failure instanceof RefundExceedsPayment))).toEqual([]);
  expect(await payment.read()).toMatchObject({ status: 'success', refundedAmount: 2_400 });
  expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 2_400, refunds: 8 });
});

describe('an interrupted refund', () => {
  it.each<[string, (send: () => Promise<unknown>) => Promise<unknown>]>([
    ['before the call to the gateway', () => Promise.reject(new GatewayUnavailable('No response.'))],
    [
      'after the gateway made the refund',
      (send) => send().then(() => Promise.reject(new GatewayUnavailable('The response was lost.'))),
    ],
    ['before its response was recorded', (send) => send().then(() => Promise.reject(new Error('the process died')))],
  ])('%s holds its amount and is made once when repeated', async (_, interrupt) => {
    const payment = await paid();
    const refundId = randomUUID();
    payments.interceptor = (__, send) => interrupt(send);
    await expect(payment.refund(2_000, refundId)).rejects.toThrow();
    payments.interceptor = undefined;
    expect(await payment.read()).toMatchObject({ refundedAmount: 0, refunds: [{ status: 'pending' }] });
    await expect(payment.refund(550)).rejects.toThrow(RefundExceedsPayment);

    expect(await payment.refund(2_000, refundId)).toMatchObject({ status: 'succeeded' });
    expect(await payment.read()).toMatchObject({ refundedAmount: 2_000 });
    expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 2_000, refunds: 1 });
  });
});

it('fails a refund that the gateway rejects and makes its amount refundable again', async () => {
  const payment = await paid();
  const refundId = randomUUID();
  payments.interceptor = () => Promise.reject(new GatewayRejected('charge_disputed', 'the charge is disputed'));
  await expect(payment.refund(2_000, refundId)).rejects.toThrow(GatewayRejected);
  payments.interceptor = undefined;
  await expect(payment.refund(2_000, refundId)).rejects.toMatchObject({ details: { gateway_code: 'charge_disputed' } });
  expect(await payment.read()).toMatchObject({
    status: 'success',
    refundedAmount: 0,
    refunds: [{ status: 'failed', failureReason: 'charge_disputed', gatewayRefundId: null }],
  });
  expect(await payment.refund()).toMatchObject({ amount: 2_549, status: 'succeeded' });
});

describe('cancel after partial refunds', () => {
  it('refunds the remainder', async () => {
    const payment = await paid();
    await payment.refund(549);
    expect(await payments.service.cancel(payment.request)).toMatchObject({ status: 'refunded', refundedAmount: 2_549 });
    expect((await payment.read()).refunds).toMatchObject([
      { amount: 549, reason: 'damaged' },
      { amount: 2_000, reason: 'order_cancelled' },
    ]);
    expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 2_549, refunds: 2 });
  });

  it('completes a refund in flight, then refunds the remainder', async () => {
    const payment = await paid();
    let release!: () => void;
    const released = new Promise<void>((resolve) => (release = resolve));
    let signalInFlight!: () => void;
    const inFlight = new Promise<void>((resolve) => (signalInFlight = resolve));
    payments.interceptor = async (_, send) => {
      payments.interceptor = undefined;
      signalInFlight();
      await released;
      return send();
    };
    const part = payment.refund(549);
    await inFlight;
    expect(await payments.service.cancel(payment.request)).toMatchObject({ status: 'refunded' });
    release();
    expect(await part).toMatchObject({ status: 'succeeded', amount: 549 });
    expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 2_549, refunds: 2 });
  });

  it('refunds in full on the next call after the gateway rejects a partial refund', async () => {
    const payment = await paid();
    payments.interceptor = () => Promise.reject(new GatewayUnavailable('No response.'));
    await expect(payment.refund(549)).rejects.toThrow(GatewayUnavailable);
    payments.interceptor = (call, send) =>
      call === 'refund' ? Promise.reject(new GatewayRejected('no', 'no')) : send();
    await expect(payments.service.cancel(payment.request)).rejects.toThrow(GatewayRejected);
    payments.interceptor = undefined;
    expect(await payments.service.cancel(payment.request)).toMatchObject({ status: 'refunded' });
    expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 2_549, refunds: 1 });
  });

  it('refunds exactly the full amount during 10 concurrent partial refunds', async () => {
    const payment = await paid();
    const failures = await collectFailures([
      ...Array.from({ length: 10 }, () => payment.refund(200)),
      payments.service.cancel(payment.request),
    ]);
    const expectedErrors = [RefundExceedsPayment, PaymentNotRefundable];
    expect(
      failures.filter((failure) => !expectedErrors.some((expectedError) => failure instanceof expectedError)),
    ).toEqual([]);
    expect(await payments.service.cancel(payment.request)).toMatchObject({ status: 'refunded' });
    expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 2_549 });
  });
});
