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
} from '../../src/domains/payments/errors.js';
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

/** A payment of 25.49 that succeeded. */
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
  it('gives back a part, and is recorded with its reason and the id that the gateway gave it', async () => {
    const payment = await paid();
    const refundId = randomUUID();
    const refund = await payment.refund(800, refundId);
    expect(refund).toMatchObject({ id: refundId, amount: 800, reason: 'damaged', status: 'succeeded' });
    expect(refund.gatewayRefundId).toMatch(/^RFD-/);
    expect(await payment.read()).toMatchObject({ status: 'success', refundedAmount: 800, refunds: [refund] });
  });

  it('leaves the payment successful until all is returned', async () => {
    const payment = await paid();
    await payment.refund(2_548);
    expect(await payment.read()).toMatchObject({ status: 'success', refundedAmount: 2_548 });
    await payment.refund(1);
    const { status, refundedAmount, refunds } = await payment.read();
    expect({ status, refundedAmount }).toEqual({ status: 'refunded', refundedAmount: 2_549 });
    expect(refunds.map(({ amount }) => amount)).toEqual([2_548, 1]);
  });

  it('of no amount gives back what is left', async () => {
    const payment = await paid();
    await payment.refund(549);
    expect(await payment.refund()).toMatchObject({ amount: 2_000 });
    expect(await payment.read()).toMatchObject({ status: 'refunded' });
  });

  it('that is repeated under its id is the first one', async () => {
    const payment = await paid();
    const refundId = randomUUID();
    const first = await payment.refund(800, refundId);
    expect(await payment.refund(800, refundId)).toEqual(first);
    expect(await payment.refund(undefined, refundId)).toEqual(first);
    expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 800, refunds: 1 });
  });

  it('is made once by ten calls at once', async () => {
    const payment = await paid();
    const refundId = randomUUID();
    const refunds = await Promise.all(Array.from({ length: 10 }, () => payment.refund(800, refundId)));
    expect(refunds.map(({ status }) => status)).toEqual(Array(10).fill('succeeded'));
    expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 800, refunds: 1 });
  });

  it('of something else under the same id is refused', async () => {
    const [one, other] = [await paid(), await paid()];
    const refundId = randomUUID();
    await one.refund(800, refundId);
    await expect(one.refund(801, refundId)).rejects.toThrow(RefundIdReused);
    await expect(other.refund(800, refundId)).rejects.toThrow(RefundIdReused);
    expect(await other.refundsAtGateway()).toMatchObject({ refunds: 0 });
  });

  it('above what is left is refused, and the gateway never hears of it', async () => {
    const payment = await paid();
    await payment.refund(2_000);
    await expect(payment.refund(550)).rejects.toThrow(RefundExceedsPayment);
    await expect(payment.refund(550)).rejects.toMatchObject({ details: { left: 549 } });
    expect(payments.calls(payment.orderId)).toEqual(['charge', 'refund']);
  });

  it('of a payment that is not successful is refused', async () => {
    const returned = await paid();
    await returned.refund();
    await expect(returned.refund(1)).rejects.toThrow(PaymentNotRefundable);
    await expect(returned.refund(1)).rejects.toThrow('can only refund successful payments');

    const declined = paymentRequest('tok_decline');
    await expect(payments.service.process(declined)).rejects.toThrow(PaymentDeclined);
    const refund = { refundId: randomUUID(), orderId: declined.orderId, reason: 'damaged' };
    await expect(payments.refunds.refund(refund)).rejects.toThrow(PaymentNotRefundable);
    await expect(payments.refunds.refund({ ...refund, orderId: randomUUID() })).rejects.toThrow(PaymentNotFound);
  });
});

it('20 refunds of a part at once never exceed what was captured', async () => {
  const payment = await paid();
  const failures = await collectFailures(Array.from({ length: 20 }, () => payment.refund(300)));
  expect(failures).toHaveLength(12);
  expect(failures.filter((failure) => !(failure instanceof RefundExceedsPayment))).toEqual([]);
  expect(await payment.read()).toMatchObject({ status: 'success', refundedAmount: 2_400 });
  expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 2_400, refunds: 8 });
});

describe('a refund that is cut off', () => {
  it.each<[string, (send: () => Promise<unknown>) => Promise<unknown>]>([
    ['before the gateway was asked', () => Promise.reject(new GatewayUnavailable('no answer'))],
    ['after the gateway made it', (send) => send().then(() => Promise.reject(new GatewayUnavailable('answer lost')))],
    ['before its answer was recorded', (send) => send().then(() => Promise.reject(new Error('the process died')))],
  ])('%s holds its amount, and is made once when it is repeated', async (_, interrupt) => {
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

it('a refund that the gateway refuses for good fails, and frees its amount', async () => {
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

describe('an order that is called off', () => {
  it('after a part was refunded gets the rest back', async () => {
    const payment = await paid();
    await payment.refund(549);
    expect(await payments.service.cancel(payment.request)).toMatchObject({ status: 'refunded', refundedAmount: 2_549 });
    expect((await payment.read()).refunds).toMatchObject([
      { amount: 549, reason: 'damaged' },
      { amount: 2_000, reason: 'order_cancelled' },
    ]);
    expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 2_549, refunds: 2 });
  });

  it('while a part refund is in flight waits for no one: it settles that one, then refunds the rest', async () => {
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

  it('whose part refund the gateway refuses gets all back by the next call', async () => {
    const payment = await paid();
    payments.interceptor = () => Promise.reject(new GatewayUnavailable('no answer'));
    await expect(payment.refund(549)).rejects.toThrow(GatewayUnavailable);
    payments.interceptor = () => Promise.reject(new GatewayRejected('no', 'no'));
    await expect(payments.service.cancel(payment.request)).rejects.toThrow(GatewayRejected);
    payments.interceptor = undefined;
    expect(await payments.service.cancel(payment.request)).toMatchObject({ status: 'refunded' });
    expect(await payment.refundsAtGateway()).toMatchObject({ refunded: 2_549, refunds: 1 });
  });

  it('while 10 part refunds are asked for is refunded once in full', async () => {
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
