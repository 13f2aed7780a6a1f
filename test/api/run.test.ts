import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSystem, type System } from '../kit/system.js';
import { newOrder } from '../kit/orders.js';
import { waitUntil } from '../kit/observe.js';
import { customerToken, operatorToken, problem, startTestApi, temporalOf, type TestApi } from './harness.js';

interface Run {
  readonly step: string;
  readonly steps: readonly { readonly name: string; readonly status: string; readonly ended_at: string | null }[];
  readonly compensations: readonly { readonly name: string; readonly status: string }[];
  readonly stuck_compensations: readonly string[];
  readonly web_ui_url: string | null;
}

let system: System;
let api: TestApi;
let withoutTemporal: TestApi;
const userId = randomUUID();
let token: string;
beforeAll(async () => {
  system = await startSystem('dev-server');
  const { database } = system;
  api = await startTestApi({ database, temporal: temporalOf(system), temporalUiUrl: 'https://temporal.example/ui/' });
  withoutTemporal = await startTestApi({ database });
  token = await customerToken(userId);
});
afterAll(async () => {
  await api.stop();
  await withoutTemporal.stop();
  await system.stop();
});

async function place(paymentToken: string): Promise<string> {
  const { orderId, handle } = await system.place({ userId, paymentToken });
  await handle.result();
  return orderId;
}

async function runOf(orderId: string): Promise<Run> {
  const response = await api.call('GET', `/v1/orders/${orderId}/run`, { token });
  expect(response.status).toBe(200);
  return response.body as unknown as Run;
}

const endedSteps = (steps: readonly (readonly [id: string, name: string])[]) =>
  steps.map(
    ([id, name]) =>
      expect.objectContaining({ id, name, status: 'done', ended_at: expect.any(String) as string }) as unknown,
  );

describe('GET /v1/orders/:id/run', () => {
  it('returns the steps of a confirmed order and a link to Temporal Web UI', async () => {
    const orderId = await place('tok_approve');
    expect(await runOf(orderId)).toMatchObject({
      workflow_id: `order-${orderId}`,
      step: 'done',
      steps: endedSteps([
        ['price', 'validate and price'],
        ['reserve', 'reserve stock'],
        ['create', 'create order'],
        ['pay', 'pay'],
        ['confirm_stock', 'confirm stock'],
        ['confirm_order', 'confirm order'],
      ]),
      compensations: [],
      stuck_compensations: [],
      web_ui_url: `https://temporal.example/ui/namespaces/${system.temporal.namespace}/workflows/order-${orderId}`,
    });
  });

  it('returns the compensations of a declined order in the order they ran', async () => {
    const run = await runOf(await place('tok_decline'));
    expect(run.steps.at(-1)).toMatchObject({ name: 'pay', status: 'failed' });
    expect(run.compensations).toEqual(
      endedSteps([
        ['pay', 'refund or void'],
        ['create', 'end order'],
        ['reserve', 'release stock'],
      ]),
    );
  });

  it('returns the progress of an open run', async () => {
    const { orderId, acceptance } = await system.place({ userId, paymentMethod: 'alipay' });
    await acceptance;
    const run = await waitUntil(
      () => runOf(orderId),
      ({ step }) => step === 'awaiting_customer',
    );
    expect(run.steps.at(-1)).toMatchObject({ name: 'pay', status: 'running', ended_at: null });
  });

  it('is visible to its customer and to operators only', async () => {
    const path = `/v1/orders/${await place('tok_approve')}/run`;
    expect(await api.call('GET', path, { token: await operatorToken() })).toMatchObject({ status: 200 });
    const otherCustomerToken = await customerToken();
    expect(await api.call('GET', path, { token: otherCustomerToken })).toMatchObject(problem(404, 'order_not_found'));
  });

  it('returns run_not_found when Temporal no longer retains the run', async () => {
    const order = newOrder({ userId });
    await system.orders.create(order);
    const response = await api.call('GET', `/v1/orders/${order.orderId}/run`, { token });
    expect(response).toMatchObject(problem(404, 'run_not_found'));
  });

  it('returns 503 while Temporal is unreachable', async () => {
    const order = newOrder({ userId });
    await system.orders.create(order);
    const response = await withoutTemporal.call('GET', `/v1/orders/${order.orderId}/run`, { token });
    expect(response).toMatchObject(problem(503, 'unavailable'));
    expect(response.headers.get('retry-after')).toBe('1');
  });
});
