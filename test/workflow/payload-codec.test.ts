// Node cannot require TypeScript by itself, and the SDK requires the failure converter.
import 'tsx/cjs';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { encryptingDataConverter } from '../../src/temporal/data-converter.js';
import { EncryptingCodec } from '../../src/temporal/payload-codec.js';
import { orderState } from '../../src/workflows/messages.js';
import { bundleWorkflows } from '../support/bundles.js';
import { until } from '../support/observe.js';
import { decodeAll, textOf } from '../support/plain-text.js';
import { decide, isOver } from '../support/storefront.js';
import { openProcesses, type StorefrontProcesses } from '../support/storefront-processes.js';
import { startSystem, type System } from '../support/system.js';

const keys = ['one', 'two'].map((id) => ({ id, key: randomBytes(32) }));
const variable = (ring: typeof keys) => ring.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',');
const [one, two] = keys.map((key) => [key]) as [typeof keys, typeof keys];
const both = [...two, ...one];

/** By its number, since the SDK does not export its enum: the update is over. */
const COMPLETED = 3;

const PRICE = 8_765_431;
const REASON = 'reason-of-the-customer';
const REFUND_REASON = 'reason-of-the-refund';

let system: System;
let folder: string;
let bundlePath: string;
let shop: StorefrontProcesses;
let productId: string;

const open = (ring: typeof keys, environment = {}) =>
  openProcesses(system, bundlePath, { TEMPORAL_PAYLOAD_KEYS: variable(ring), ...environment });
const clientWith = (ring: typeof keys) =>
  new Client({ connection: system.temporal.connection, dataConverter: encryptingDataConverter(ring) });

beforeAll(async () => {
  system = await startSystem('dev-server', { withoutWorkers: true });
  folder = await mkdtemp(path.join(tmpdir(), 'payload-codec-'));
  bundlePath = path.join(folder, 'bundle.js');
  await writeFile(bundlePath, await bundleWorkflows({ traced: false, encrypting: true }));
  shop = await open(one, { CORS_ORIGINS: 'http://temporal-ui.example' });
  productId = (await system.addProduct(20, PRICE)).id;
});
afterAll(async () => {
  await shop.stop();
  await system.stop();
  await rm(folder, { recursive: true });
});

async function decodeAs(role: 'customer' | 'operator', payload: object): Promise<Response> {
  return fetch(`${shop.url}/codec/decode`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await shop.token(role)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ payloads: [payload] }),
  });
}

function sealedBy(keyId: string): object {
  const metadata = { encoding: 'binary/encrypted', 'encryption-key-id': keyId };
  const fields = Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  return { metadata: Object.fromEntries(fields) as object, data: '' };
}

/** Asks for more than may be had; answers what Temporal passes on of the refusal, which no history keeps. */
async function refusedExtension(workflowId: string): Promise<unknown> {
  const input = defaultPayloadConverter.toPayload({ seconds: 86_400 });
  return system.temporal.connection.workflowService.updateWorkflowExecution({
    namespace: system.temporal.namespace ?? 'default',
    workflowExecution: { workflowId },
    request: {
      meta: { updateId: 'refused', identity: 'test' },
      input: { name: 'extendReservation', args: { payloads: await new EncryptingCodec(one).encode([input]) } },
    },
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- there is no enum to take it from
    waitPolicy: { lifecycleStage: COMPLETED },
  });
}

/** All that Temporal tells of every run: the histories, the descriptions, the list. */
async function everything(): Promise<unknown[]> {
  const { workflowService } = system.temporal.connection;
  const namespace = system.temporal.namespace ?? 'default';
  const list = await workflowService.listWorkflowExecutions({ namespace });
  const told: unknown[] = [list];
  for (const { execution } of list.executions) {
    if (!execution) continue;
    told.push(await workflowService.describeWorkflowExecution({ namespace, execution }));
    told.push(await workflowService.getWorkflowExecutionHistory({ namespace, execution }));
    const query = { queryType: '__temporal_workflow_metadata' };
    told.push(await workflowService.queryWorkflow({ namespace, execution, query }));
  }
  return told;
}

/** Orders that go every way, and what must not be read in what Temporal keeps of them. */
async function liveThrough(): Promise<{ markers: string[]; told: unknown }> {
  const confirmed = await shop.order(productId, {});
  await shop.watch(confirmed.id, isOver);
  await shop.ask('POST', `/v1/orders/${confirmed.id}/refunds`, { amount: 5, reason: REFUND_REASON }, 'operator');
  await shop.ask('POST', `/v1/orders/${confirmed.id}/cancel`, { reason: REASON });
  await shop.watch(confirmed.id, ({ status }) => status === 'cancelled');

  const declined = await shop.order(productId, { payment_token: 'tok_decline' });
  await shop.watch(declined.id, isOver);
  expect(await shop.order(productId, { items: [{ product_id: productId, quantity: 999 }] })).toMatchObject({
    code: 'insufficient_stock',
  });

  const waiting = await shop.order(productId, { payment_method: 'paypal', payment_token: undefined });
  await shop.watch(waiting.id, ({ payment }) => payment?.next_action != null);
  const run = clientWith(one).workflow.getHandle(`order-${waiting.id}`);
  expect(await run.query(orderState)).toMatchObject({ step: 'awaiting_customer' });
  const extend = (seconds: number) => shop.ask('POST', `/v1/orders/${waiting.id}/reservation/extend`, { seconds });
  await extend(60);
  expect(await extend(86_400)).toMatchObject({ code: 'reservation_not_extendable' });
  const told = await refusedExtension(`order-${waiting.id}`);
  await shop.ask('POST', `/v1/orders/${waiting.id}/cancel`, { reason: REASON });
  expect(await shop.watch(waiting.id, isOver)).toMatchObject({ status_reason: REASON });

  const cancelled = await shop.order(productId, { payment_method: 'paypal', payment_token: undefined });
  await clientWith(one).workflow.getHandle(`order-${cancelled.id}`).cancel();
  await shop.watch(cancelled.id, isOver);
  const markers = [
    productId,
    shop.userId,
    String(PRICE),
    'USD',
    REASON,
    REFUND_REASON,
    'the payment was declined',
    'seconds must be a whole number',
    'refusals.ts',
    'sealedPaymentToken',
    '1 product by credit_card',
    'Charge the customer',
    'The reservation expires',
    'reservationExpiresAt',
  ];
  return { markers, told };
}

describe('with TEMPORAL_PAYLOAD_KEYS', () => {
  it('Temporal keeps nothing of an order in plain text but its search attributes', async () => {
    const { markers, told: refusal } = await liveThrough();
    const told = [refusal, ...(await everything())];
    const decoded = textOf(await decodeAll(told, new EncryptingCodec(one)));
    // Each is there, and would be found if it were not encrypted.
    expect(markers.filter((marker) => !decoded.includes(marker))).toEqual([]);
    const plain = textOf(told);
    expect(markers.filter((marker) => plain.includes(marker))).toEqual([]);
  });

  it('the codec endpoint lets an operator read with the CLI, and nobody else', async () => {
    const { id } = await shop.order(productId);
    await shop.watch(id, isOver);
    const ask = async (what: string, ...args: string[]) => {
      const server = ['--address', system.temporal.address, '--namespace', system.temporal.namespace ?? 'default'];
      const command = ['workflow', what, '--workflow-id', `order-${id}`, '--output', 'json', ...server, ...args];
      const { stdout } = await promisify(execFile)(inject('temporalCliPath'), command);
      return stdout.replaceAll(/"data": "([^"]*)"/g, (_, data: string) => Buffer.from(data, 'base64').toString());
    };
    const endpoint = [
      '--codec-endpoint',
      `${shop.url}/codec`,
      '--codec-auth',
      `Bearer ${await shop.token('operator')}`,
    ];
    expect(await ask('show')).not.toContain(productId);
    expect(await ask('show', ...endpoint)).toContain(productId);
    // The CLI encrypts the arguments of a query that has none.
    expect(await ask('query', '--type', 'orderState', ...endpoint)).toContain('reserve stock');
  });

  it.each([
    ['a customer', 'customer', {}, 403, ''],
    ['no base64', 'operator', { data: '?' }, 400, ''],
    ['a key that is not here', 'operator', sealedBy('other'), 400, 'TEMPORAL_PAYLOAD_KEYS holds no key \\"other\\"'],
  ] as const)('the codec endpoint refuses %s', async (_, role, payload, status, why) => {
    const answer = await decodeAs(role, payload);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(why);
  });

  it('a page of an allowed origin may ask the codec endpoint', async () => {
    const answer = await fetch(`${shop.url}/codec/decode`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://temporal-ui.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-namespace',
      },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://temporal-ui.example');
    expect(answer.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('x-namespace');
  });

  it('a key is replaced in the middle of a run, which goes on and can be replayed', async () => {
    const order = await shop.order(productId, { payment_method: 'paypal', payment_token: undefined });
    const { payment } = await shop.watch(order.id, (now) => now.payment?.next_action != null);
    await shop.stop();
    shop = await open(both);
    await decide(payment?.next_action?.redirect_url ?? '', 'approve');
    // The gateway of this test knows no API: the run is told as an operator would.
    await clientWith(both).workflow.getHandle(`order-${order.id}`).signal('paymentEvent');
    const run = clientWith(both).workflow.getHandle(`order-${order.id}`);
    expect(await run.result()).toMatchObject({ status: 'confirmed' });

    const history = await run.fetchHistory();
    const text = textOf(history);
    for (const { id } of keys) expect(text).toMatch(new RegExp(`encryption-key-id ${id}\\b`));
    const replay = (ring: typeof keys) =>
      Worker.runReplayHistory(
        { workflowBundle: { codePath: bundlePath }, dataConverter: encryptingDataConverter(ring) },
        history,
      );
    await replay(both);

    const withoutTheOld = clientWith(two).workflow.getHandle(`order-${order.id}`);
    await expect(withoutTheOld.describe().then(({ memo }) => memo)).rejects.toThrow(
      'TEMPORAL_PAYLOAD_KEYS holds no key "one"',
    );
    await expect(replay(two)).rejects.toThrow();
  });

  it('without them the codec endpoint is not there, and encrypted runs are not read', async () => {
    await shop.stop();
    shop = await openProcesses(system, inject('workflowBundlePath'), {});
    expect((await decodeAs('operator', {})).status).toBe(404);
    const order = await shop.order(productId);
    await until(() => shop.watch(order.id, isOver), isOver);
    const history = await system.temporal.client.workflow.getHandle(`order-${order.id}`).fetchHistory();
    expect(textOf(history)).toContain(productId);
  });
});
