import { describe, expect, it, onTestFinished } from 'vitest';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { paymentEvent } from '../../src/workflows/messages.js';
import { holdActivity } from '../kit/activity-faults.js';
import { callApi, hasFinalStatus } from '../kit/api-client.js';
import { signedEvent } from '../kit/webhook-events.js';
import { setUpShop } from './shop.js';

const MAX_EVENTS = 500;
/** If each request added one event, the history would pass its bound. */
const REQUESTS = 520;
/** What the server accepts: `history.maximumSignalsPerExecution`. */
const MAX_SIGNALS = 200;
/** An extension adds about ten events. */
const EXTENSIONS = 60;
/** Sent at the same time. */
const BATCH = 20;

const EVENT_TYPES = ['charge.succeeded', 'charge.failed', 'charge.canceled'];

const runs = setUpShop();

type Request = (orderId: string, index: number) => Promise<{ status: number }>;

const extend: Request = (orderId) =>
  runs.shop.request('POST', `/v1/orders/${orderId}/reservation/extend`, { seconds: 60 });
const retry: Request = (orderId) => runs.shop.request('POST', `/v1/orders/${orderId}/retry`, undefined, 'operator');
const read: Request = (orderId) => runs.shop.request('GET', `/v1/orders/${orderId}`);
const sendEvent: Request = (orderId, index) => {
  const { body, headers } = signedEvent(orderId, EVENT_TYPES[index % EVENT_TYPES.length] ?? '');
  return callApi(runs.shop.url, 'POST', '/v1/webhooks/payments', { text: body, headers });
};

/** @param count - of requests in total; each kind is sent equally often */
async function sendAll(orderId: string, count: number, requests: readonly Request[]): Promise<void> {
  for (let sent = 0; sent < count / requests.length; sent += BATCH) {
    const responses = await Promise.all(
      Array.from({ length: BATCH }, (_, index) => requests.map((request) => request(orderId, sent + index))).flat(),
    );
    expect(responses.map(({ status }) => status)).not.toContain(500);
  }
}

async function expectBoundedHistory(orderId: string): Promise<void> {
  const run = runs.workflows().getHandle(orderWorkflowId(orderId));
  expect((await run.describe()).historyLength).toBeLessThan(MAX_EVENTS);
}

/** Places an order whose charge hangs, whatever the run wishes, until `release` is called. */
async function placeHangingOrder() {
  const { fault, reached, release } = holdActivity('processPayment');
  runs.shop.system.fault = fault;
  onTestFinished(release);
  const product = await runs.shop.system.addProduct(1);
  const { body } = await runs.shop.placeOrder(product.id);
  await reached;
  return { orderId: body.id, release };
}

describe(`the history of an order stays under ${MAX_EVENTS} events`, () => {
  it(`when its cancellation is requested ${REQUESTS} times while its charge hangs`, async () => {
    const { orderId, release } = await placeHangingOrder();
    await sendAll(orderId, REQUESTS, [runs.cancel]);
    release();
    expect(await runs.shop.waitForOrder(orderId, hasFinalStatus)).toMatchObject({
      status: 'cancelled',
      status_reason: 'changed my mind',
    });
    await runs.atRest(orderId);
    await expectBoundedHistory(orderId);
  });

  it(`when its provider sends ${REQUESTS} events while its customer decides`, async () => {
    const { orderId } = await runs.placeWaitingOrder();
    await sendAll(orderId, REQUESTS, [sendEvent]);
    await runs.cancel(orderId);
    await runs.atRest(orderId);
    await expectBoundedHistory(orderId);
  });

  it(`when its reservation is extended ${EXTENSIONS} times`, async () => {
    const { orderId } = await runs.placeWaitingOrder();
    await sendAll(orderId, EXTENSIONS, [extend]);
    await runs.cancel(orderId);
    await runs.atRest(orderId);
    await expectBoundedHistory(orderId);
  });

  it('when all these requests, retries and reads are mixed while its charge hangs', async () => {
    const { orderId, release } = await placeHangingOrder();
    await Promise.all([
      sendAll(orderId, EXTENSIONS, [extend, retry, read]),
      sendAll(orderId, 2 * REQUESTS, [sendEvent, runs.cancel]),
    ]);
    release();
    await runs.shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
    await runs.atRest(orderId);
    await expectBoundedHistory(orderId);
  });
});

it('bounds what a client of Temporal can add: the server refuses more signals, and few of them cause a lookup', async () => {
  const { orderId } = await runs.placeWaitingOrder();
  let lookups = 0;
  runs.shop.system.fault = (name, run) => {
    if (name === 'processPayment') lookups += 1;
    return run();
  };
  const run = runs.workflows().getHandle(orderWorkflowId(orderId));
  for (let sent = 0; sent < MAX_SIGNALS; sent += BATCH) {
    await Promise.all(Array.from({ length: BATCH }, () => run.signal(paymentEvent)));
  }
  await expect(run.signal(paymentEvent)).rejects.toThrow('Failed to signal');
  const { body, headers } = signedEvent(orderId, 'charge.failed');
  expect(await callApi(runs.shop.url, 'POST', '/v1/webhooks/payments', { text: body, headers })).toMatchObject({
    status: 200,
  });
  expect(await runs.cancel(orderId)).toMatchObject({ status: 202 });
  expect(await runs.shop.waitForOrder(orderId, hasFinalStatus)).toMatchObject({ status: 'cancelled' });
  await runs.atRest(orderId);
  expect(lookups).toBeLessThanOrEqual(10);
  expect((await run.describe()).historyLength).toBeLessThan(2 * MAX_EVENTS);
});
