import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORDER_ID, SPANS } from '../../src/telemetry/names.js';
import { hasFinalStatus } from '../kit/api-client.js';
import { waitUntil } from '../kit/observe.js';
import { collectText } from '../kit/payload-text.js';
import { startTracedShop, type TracedShop } from '../kit/traced-shop.js';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const FORGED = 'forged-marker';
const CONTEXT = {
  traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01`,
  tracestate: `vendor=${FORGED}`,
  baggage: `order.id=${FORGED}%0Ax,session=${FORGED}`,
};

describe.each([
  ['ignored by default', {}],
  ['continued, without the order id, when it is trusted', { TRUST_TRACE_CONTEXT: 'true' }],
] as const)("a caller's trace context is %s", (_, environment) => {
  const trusted = 'TRUST_TRACE_CONTEXT' in environment;
  let traced: TracedShop;
  beforeAll(async () => {
    traced = await startTracedShop({ LOG_LEVEL: 'trace' }, (name) => (name === 'api' ? environment : {}));
  });
  afterAll(() => traced.stop());

  it('in spans, log lines and workflow headers', async () => {
    const { system, shop, gateway, collector } = traced;
    const { id: productId } = await system.addProduct(5);
    await shop.request('GET', '/v1/products', undefined, 'customer', CONTEXT);
    // The payment pages of the gateway are as public as the API.
    await fetch(`${system.gatewayUrl}/pay/unknown`, { headers: CONTEXT });
    const body = { items: [{ product_id: productId, quantity: 1 }], payment_method: 'credit_card' };
    const { body: order } = await shop.request('POST', '/v1/orders', body, 'customer', CONTEXT);
    await shop.waitForOrder(order.id, hasFinalStatus);
    const spans = await waitUntil(
      () => Promise.resolve(collector.spans.filter(({ attributes }) => attributes[ORDER_ID] === order.id)),
      (found) => found.some(({ name }) => name === SPANS.executeSaga.name),
    );
    expect(spans.some(({ traceId }) => traceId === TRACE_ID)).toBe(trusted);

    const events = await system.database.query<{ type: string; traceparent: string | null }>(
      'SELECT type, traceparent FROM events.events WHERE subject_id = $1 ORDER BY sequence',
      [order.id],
    );
    const traceIds = new Set(spans.map(({ traceId }) => traceId));
    expect(events.map(({ type, traceparent }) => [type, traceIds.has(traceparent?.split('-')[1] ?? '')])).toEqual([
      ['order.created', true],
      ['payment.succeeded', true],
      ['order.paid', true],
      ['order.confirmed', true],
    ]);

    const history = await system.temporal.client.workflow.getHandle(`order-${order.id}`).fetchHistory();
    const logs = [...Object.values(shop.processes), gateway].map((process) => process.output()).join('\n');
    expect(collector.spans.filter(({ attributes }) => String(attributes[ORDER_ID]).includes(FORGED))).toEqual([]);
    expect(logs).not.toContain(FORGED);
    if (!trusted) {
      expect(collector.deliveries.map(({ body }) => body.toString('latin1')).join('\n')).not.toContain(FORGED);
      expect(collectText(history)).not.toContain(FORGED);
    }
  });
});
