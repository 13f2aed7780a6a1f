import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WORKERS } from '../../src/process/processes.js';
import { ORDER_ID } from '../../src/telemetry/names.js';
import { waitUntil } from '../kit/observe.js';
import { hasFinalStatus } from '../kit/api-client.js';
import { startTracedShop, type TracedShop } from '../kit/traced-shop.js';

let traced: TracedShop;
beforeAll(async () => {
  traced = await startTracedShop({ LOG_LEVEL: 'trace' });
});
afterAll(() => traced.stop());

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

function logLines(output: string): Record<string, unknown>[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const MARKERS = {
  'payment token': `tok_marker_${randomUUID()}`,
  'idempotency key': `key-marker-${randomUUID()}`,
  browser: `agent-marker-${randomUUID()}`,
  query: `query-marker-${randomUUID()}`,
};

it('keeps tokens, secrets and personal data out of spans, metrics, logs and histories', async () => {
  const { system, shop, gateway, collector } = traced;
  const { id: productId } = await system.addProduct(5);
  const token = await shop.token('customer');
  const response = await fetch(`${shop.url}/v1/orders?note=${MARKERS.query}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': MARKERS['idempotency key'],
      'user-agent': MARKERS.browser,
    },
    body: JSON.stringify({
      items: [{ product_id: productId, quantity: 1 }],
      payment_method: 'credit_card',
      payment_token: MARKERS['payment token'],
    }),
  });
  const { id } = (await response.json()) as { id: string };
  expect(response.status).toBe(201);
  // The gateway does not know this token, but the token still travels through every process.
  await shop.waitForOrder(id, hasFinalStatus);
  await waitUntil(
    () => Promise.resolve(collector.spans.filter(({ attributes }) => attributes[ORDER_ID] === id)),
    (spans) =>
      spans.some(({ service }) => service === 'gateway') && spans.some(({ name }) => name.startsWith('RunWorkflow')),
  );

  const history = await system.temporal.client.workflow.getHandle(`order-${id}`).fetchHistory();
  const processes = [...Object.values(shop.processes), gateway];
  const outputs = {
    telemetry: collector.deliveries.map(({ body }) => body.toString('latin1')).join('\n'),
    logs: processes.map((process) => process.output()).join('\n'),
    // Payloads are byte arrays, whose JSON form would hide the text.
    history: JSON.stringify(history, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    ),
  };
  for (const [place, text] of Object.entries(outputs)) {
    expect(text, place).toContain(id);
    for (const [label, marker] of Object.entries({ ...MARKERS, 'access token': token })) {
      expect(text.includes(marker), `${label} in the ${place}`).toBe(false);
    }
  }
});

it('logs the order, trace and workflow ids in every process', async () => {
  const { system, shop, gateway } = traced;
  const { body: order } = await shop.placeOrder((await system.addProduct(5)).id);
  await shop.waitForOrder(order.id, hasFinalStatus);
  const linesOfOrder = (output: string) => logLines(output).filter((line) => line.order_id === order.id);

  for (const [name, process] of Object.entries({ ...shop.processes, gateway })) {
    expect(
      linesOfOrder(process.output()).filter(({ trace_id }) => /^[0-9a-f]{32}$/.test(String(trace_id))),
      name,
    ).not.toEqual([]);
  }
  for (const name of WORKERS) {
    expect(linesOfOrder(shop.processes[name].output()).map((line) => line.workflow_id)).toContain(`order-${order.id}`);
  }
});

it('logs the version when a process starts', () => {
  for (const [name, process] of Object.entries({ ...traced.shop.processes, gateway: traced.gateway })) {
    const ready = logLines(process.output()).filter(({ msg }) => msg === 'Process ready');
    expect(ready, name).toMatchObject([{ version: manifest.version }]);
  }
});
