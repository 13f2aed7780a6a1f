// The SDK loads the failure converter with `require`, which needs tsx for TypeScript.
import 'tsx/cjs';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { encryptingDataConverter } from '../../src/temporal/data-converter.js';
import { EncryptionCodec } from '../../src/temporal/payload-codec.js';
import { orderState } from '../../src/workflows/messages.js';
import { execFileAsync } from '../../src/process/child-process.js';
import { bundleWorkflows } from '../kit/bundles.js';
import { waitUntil } from '../kit/observe.js';
import { decodePayloads, collectText } from '../kit/payload-text.js';
import { hasFinalStatus } from '../kit/api-client.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import { startStorefrontProcesses, type StorefrontProcesses } from '../kit/storefront-processes.js';
import { startSystem, type System } from '../kit/system.js';

const keys = ['one', 'two'].map((id) => ({ id, key: randomBytes(32) }));
const keysVariable = (ring: typeof keys) => ring.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',');
const [one, two] = keys.map((key) => [key]) as [typeof keys, typeof keys];
const both = [...two, ...one];

/** The lifecycle stage of a completed update. The SDK does not export its enum. */
const COMPLETED = 3;

const PRICE = 8_765_431;
const REASON = 'reason-of-the-customer';
const REFUND_REASON = 'reason-of-the-refund';

let system: System;
let folder: string;
let bundlePath: string;
let shop: StorefrontProcesses;
let productId: string;

const startShop = (ring: typeof keys, environment = {}) =>
  startStorefrontProcesses(system, bundlePath, { TEMPORAL_PAYLOAD_KEYS: keysVariable(ring), ...environment });
const clientWith = (ring: typeof keys) =>
  new Client({
    connection: system.temporal.connection,
    namespace: system.temporal.namespace ?? 'default',
    dataConverter: encryptingDataConverter(ring),
  });

beforeAll(async () => {
  system = await startSystem('dev-server', { withoutWorkers: true });
  folder = await mkdtemp(path.join(tmpdir(), 'payload-codec-'));
  bundlePath = path.join(folder, 'bundle.js');
  await writeFile(bundlePath, await bundleWorkflows({ traced: false, encrypting: true }));
  shop = await startShop(one, { CORS_ORIGINS: 'http://temporal-ui.example' });
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

function encryptedWith(keyId: string): object {
  const metadata = { encoding: 'binary/encrypted', 'encryption-key-id': keyId };
  const fields = Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  return { metadata: Object.fromEntries(fields) as object, data: '' };
}

/** Requests an extension that is too long. @returns Temporal's response: a rejected update is not in the history */
async function rejectedExtension(workflowId: string): Promise<unknown> {
  const input = defaultPayloadConverter.toPayload({ seconds: 86_400 });
  return system.temporal.connection.workflowService.updateWorkflowExecution({
    namespace: system.temporal.namespace ?? 'default',
    workflowExecution: { workflowId },
    request: {
      meta: { updateId: 'refused', identity: 'test' },
      input: { name: 'extendReservation', args: { payloads: await new EncryptionCodec(one).encode([input]) } },
    },
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the SDK does not export the enum
    waitPolicy: { lifecycleStage: COMPLETED },
  });
}

/** Everything that Temporal returns about the runs: list, descriptions, histories and metadata. */
async function readTemporalData(): Promise<unknown[]> {
  const { workflowService } = system.temporal.connection;
  const namespace = system.temporal.namespace ?? 'default';
  const list = await workflowService.listWorkflowExecutions({ namespace });
  const responses: unknown[] = [list];
  for (const { execution } of list.executions) {
    if (!execution) continue;
    responses.push(await workflowService.describeWorkflowExecution({ namespace, execution }));
    responses.push(await workflowService.getWorkflowExecutionHistory({ namespace, execution }));
    const query = { queryType: '__temporal_workflow_metadata' };
    responses.push(await workflowService.queryWorkflow({ namespace, execution, query }));
  }
  return responses;
}

/** Runs orders with every outcome. @returns texts that Temporal must not store in plain text */
async function runScenarios(): Promise<{ markers: string[]; responses: unknown }> {
  const { body: confirmed } = await shop.placeOrder(productId, {});
  await shop.waitForOrder(confirmed.id, hasFinalStatus);
  await shop.request('POST', `/v1/orders/${confirmed.id}/refunds`, { amount: 5, reason: REFUND_REASON }, 'operator');
  await shop.request('POST', `/v1/orders/${confirmed.id}/cancel`, { reason: REASON });
  await shop.waitForOrder(confirmed.id, ({ status }) => status === 'cancelled');

  const { body: declined } = await shop.placeOrder(productId, { payment_token: 'tok_decline' });
  await shop.waitForOrder(declined.id, hasFinalStatus);
  expect(await shop.placeOrder(productId, { items: [{ product_id: productId, quantity: 999 }] })).toMatchObject({
    body: { code: 'insufficient_stock' },
  });

  const { body: waiting } = await shop.placeOrder(productId, { payment_method: 'paypal', payment_token: undefined });
  await shop.waitForOrder(waiting.id, ({ payment }) => payment?.next_action != null);
  const run = clientWith(one).workflow.getHandle(`order-${waiting.id}`);
  expect(await run.query(orderState)).toMatchObject({ step: 'awaiting_customer' });
  const extend = (seconds: number) => shop.request('POST', `/v1/orders/${waiting.id}/reservation/extend`, { seconds });
  await extend(60);
  expect(await extend(86_400)).toMatchObject({ body: { code: 'reservation_not_extendable' } });
  const responses = await rejectedExtension(`order-${waiting.id}`);
  await shop.request('POST', `/v1/orders/${waiting.id}/cancel`, { reason: REASON });
  expect(await shop.waitForOrder(waiting.id, hasFinalStatus)).toMatchObject({ status_reason: REASON });

  const { body: cancelled } = await shop.placeOrder(productId, { payment_method: 'paypal', payment_token: undefined });
  await clientWith(one).workflow.getHandle(`order-${cancelled.id}`).cancel();
  await shop.waitForOrder(cancelled.id, hasFinalStatus);
  const markers = [
    productId,
    shop.userId,
    String(PRICE),
    'USD',
    REASON,
    REFUND_REASON,
    'The payment was declined',
    'seconds must be a whole number',
    'domain-error-interceptor.ts',
    'sealedPaymentToken',
    ' by credit card',
    'Charge the customer',
    'The reservation expires',
    'reservationExpiresAt',
  ];
  return { markers, responses };
}

describe('with TEMPORAL_PAYLOAD_KEYS', () => {
  it('stores nothing of an order in plain text except its search attributes', async () => {
    const { markers, responses: rejection } = await runScenarios();
    const responses = [rejection, ...(await readTemporalData())];
    const decoded = collectText(await decodePayloads(responses, new EncryptionCodec(one)));
    // Proves that each marker is present when decrypted.
    expect(markers.filter((marker) => !decoded.includes(marker))).toEqual([]);
    const plain = collectText(responses);
    expect(markers.filter((marker) => plain.includes(marker))).toEqual([]);
  });

  it('lets an operator read payloads with the CLI through the codec endpoint', async () => {
    const { id } = (await shop.placeOrder(productId)).body;
    await shop.waitForOrder(id, hasFinalStatus);
    const ask = async (what: string, ...args: string[]) => {
      const server = ['--address', system.temporal.address, '--namespace', system.temporal.namespace ?? 'default'];
      const command = ['workflow', what, '--workflow-id', `order-${id}`, '--output', 'json', ...server, ...args];
      const { stdout } = await execFileAsync(inject('temporalCliPath'), command);
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
    // The CLI encrypts even the empty arguments of a query.
    expect(await ask('query', '--type', 'orderState', ...endpoint)).toContain('reserve stock');
  });

  it.each([
    ['a customer', 'customer', {}, 403, ''],
    ['invalid base64', 'operator', { data: '?' }, 400, ''],
    [
      'a payload with an unknown key',
      'operator',
      encryptedWith('other'),
      400,
      'TEMPORAL_PAYLOAD_KEYS contains no key \\"other\\"',
    ],
  ] as const)('rejects %s at the codec endpoint', async (_, role, payload, status, why) => {
    const response = await decodeAs(role, payload);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(why);
  });

  it('allows the codec endpoint for pages of an allowed origin', async () => {
    const response = await fetch(`${shop.url}/codec/decode`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://temporal-ui.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-namespace',
      },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('http://temporal-ui.example');
    expect(response.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('x-namespace');
  });

  it('continues and replays a run whose key is rotated', async () => {
    const { body: order } = await shop.placeOrder(productId, { payment_method: 'paypal', payment_token: undefined });
    const { payment } = await shop.waitForOrder(order.id, (now) => now.payment?.next_action != null);
    await shop.stop();
    shop = await startShop(both);
    await submitPaymentDecision(payment?.next_action?.redirect_url, 'approve');
    // This test's gateway sends no webhooks, so the test sends the signal.
    await clientWith(both).workflow.getHandle(`order-${order.id}`).signal('paymentEvent');
    const run = clientWith(both).workflow.getHandle(`order-${order.id}`);
    expect(await run.result()).toMatchObject({ status: 'confirmed' });

    const history = await run.fetchHistory();
    const text = collectText(history);
    for (const { id } of keys) expect(text).toMatch(new RegExp(`encryption-key-id ${id}\\b`));
    const replay = (ring: typeof keys) =>
      Worker.runReplayHistory(
        { workflowBundle: { codePath: bundlePath }, dataConverter: encryptingDataConverter(ring) },
        history,
      );
    await replay(both);

    const withoutTheOld = clientWith(two).workflow.getHandle(`order-${order.id}`);
    await expect(withoutTheOld.describe().then(({ memo }) => memo)).rejects.toThrow(
      'TEMPORAL_PAYLOAD_KEYS contains no key "one"',
    );
    await expect(replay(two)).rejects.toThrow();
  });

  it('has no codec endpoint and stores plain text without keys', async () => {
    await shop.stop();
    shop = await startStorefrontProcesses(system, inject('workflowBundlePath'), {});
    expect((await decodeAs('operator', {})).status).toBe(404);
    const { body: order } = await shop.placeOrder(productId);
    await waitUntil(() => shop.waitForOrder(order.id, hasFinalStatus), hasFinalStatus);
    const history = await system.temporal.client.workflow.getHandle(`order-${order.id}`).fetchHistory();
    expect(collectText(history)).toContain(productId);
  });
});
