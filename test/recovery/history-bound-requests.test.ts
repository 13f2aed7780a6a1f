import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { holdActivity } from '../kit/activity-faults.js';
import { callApi, hasFinalStatus } from '../kit/api-client.js';
import { findViolations } from '../kit/invariants.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';
import { signedEvent } from '../kit/webhook-events.js';
import { waitUntilAtRest } from './terminated-runs.js';

const MAX_EVENTS = 500;
/** If each request added one event, the history would pass its bound. */
const REQUESTS = 520;
/** An extension adds about ten events. */
const EXTENSIONS = 60;
/** Sent at the same time. */
const BATCH = 20;

const EVENT_TYPES = ['charge.succeeded', 'charge.failed', 'charge.canceled'];

let shop: Storefront;
beforeAll(async () => {
  shop = await startStorefront();
});
afterAll(() => shop.stop());
afterEach(async () => {
  shop.system.fault = undefined;
  expect(await findViolations(shop.system.database)).toEqual({});
});

type Request = (orderId: string, index: number) => Promise<{ status: number }>;

const cancel: Request = (orderId) =>
  shop.request('POST', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' });
const extend: Request = (orderId) => shop.request('POST', `/v1/orders/${orderId}/reservation/extend`, { seconds: 60 });
const retry: Request = (orderId) => shop.request('POST', `/v1/orders/${orderId}/retry`, undefined, 'operator');
const read: Request = (orderId) => shop.request('GET', `/v1/orders/${orderId}`);
const sendEvent: Request = (orderId, index) => {
  const { body, headers } = signedEvent(orderId, EVENT_TYPES[index % EVENT_TYPES.length] ?? '');
  return callApi(shop.url, 'POST', '/v1/webhooks/payments', { text: body, headers });
};

/** @param count - of requests in total; each kind is sent equally often */
async function sendAll(orderId: string, count: number, requests: readonly Request[]): Promise<void> {
  for (let sent = 0; sent < count / requests.length; sent += BATCH) {
    const responses = await Promise.all(
      Array.from({ length: BATCH }, (_, index) => requests.map((request) => request(orderId, sent + index))).flat(),
    );
    expect(Math.max(...responses.map(({ status }) => status))).toBeLessThan(500);
  }
}

async function expectBoundedHistory(orderId: string): Promise<void> {
  const run = shop.system.temporal.client.workflow.getHandle(orderWorkflowId(orderId));
  expect((await run.describe()).historyLength).toBeLessThan(MAX_EVENTS);
}

async function placeWaitingOrder(): Promise<string> {
  const product = await shop.system.addProduct(1);
  const { body } = await shop.placeOrder(product.id, { payment_method: 'alipay', payment_token: undefined });
  await shop.waitForOrder(body.id, (order) => order.payment?.next_action != null);
  return body.id;
}

/** Places an order whose charge hangs, whatever the run wishes, until `release` is called. */
async function placeHangingOrder() {
  const { fault, reached, release } = holdActivity('processPayment');
  shop.system.fault = fault;
  const product = await shop.system.addProduct(1);
  const { body } = await shop.placeOrder(product.id);
  await reached;
  return { orderId: body.id, release };
}

describe(`the history of an order stays under ${MAX_EVENTS} events`, () => {
  it(`when its cancellation is requested ${REQUESTS} times while its charge hangs`, async () => {
    const { orderId, release } = await placeHangingOrder();
    await sendAll(orderId, REQUESTS, [cancel]);
    release();
    expect(await shop.waitForOrder(orderId, hasFinalStatus)).toMatchObject({
      status: 'cancelled',
      status_reason: 'changed my mind',
    });
    await waitUntilAtRest(shop.system.temporal.client, orderId);
    await expectBoundedHistory(orderId);
  });

  it(`when its provider sends ${REQUESTS} events while its customer decides`, async () => {
    const orderId = await placeWaitingOrder();
    await sendAll(orderId, REQUESTS, [sendEvent]);
    await cancel(orderId, 0);
    await waitUntilAtRest(shop.system.temporal.client, orderId);
    await expectBoundedHistory(orderId);
  });

  it(`when its reservation is extended ${EXTENSIONS} times`, async () => {
    const orderId = await placeWaitingOrder();
    await sendAll(orderId, EXTENSIONS, [extend]);
    await cancel(orderId, 0);
    await waitUntilAtRest(shop.system.temporal.client, orderId);
    await expectBoundedHistory(orderId);
  });

  it('when all these requests, retries and reads are mixed while its charge hangs', async () => {
    const { orderId, release } = await placeHangingOrder();
    await Promise.all([
      sendAll(orderId, EXTENSIONS, [extend, retry, read]),
      sendAll(orderId, 2 * REQUESTS, [sendEvent, cancel]),
    ]);
    release();
    await shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
    await waitUntilAtRest(shop.system.temporal.client, orderId);
    await expectBoundedHistory(orderId);
  });
});
