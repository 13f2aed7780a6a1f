import type { RequestListener, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GatewayRejected, GatewayUnavailable } from '../../src/domains/payments/errors.js';
import { PaymentsService } from '../../src/domains/payments/payments.service.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { startFakeServer } from '../kit/fake-server.js';
import { readOrderSnapshot } from '../kit/observe.js';
import { ledgerViolations, paymentRequest, startPayments, TOKENS, type Payments } from '../kit/payments.js';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());
afterEach(async () => {
  expect(await ledgerViolations(payments.database)).toEqual([]);
});

/** Runs a test against a payments service whose gateway uses the given request handler. */
async function withGateway(
  handler: RequestListener,
  run: (service: PaymentsService) => Promise<void>,
  timeoutMs = 10_000,
): Promise<void> {
  const server = await startFakeServer(handler);
  try {
    await run(new PaymentsService(payments.source, new SimulatedGateway(server.url, { timeoutMs }), TOKENS));
  } finally {
    await server.stop();
  }
}

const respondWith = (status: number, body: string) => (response: ServerResponse) =>
  response.writeHead(status).end(body);
const problem = (code: string) => JSON.stringify({ code, message: 'because' });

describe('the payments service', () => {
  it('keeps the payment processing while the gateway is unreachable', async () => {
    const request = paymentRequest();
    const stoppedServer = await startFakeServer(() => undefined);
    await stoppedServer.stop();
    const service = new PaymentsService(payments.source, new SimulatedGateway(stoppedServer.url), TOKENS);
    await expect(service.process(request)).rejects.toThrow(GatewayUnavailable);
    await expect(service.process(request)).rejects.toThrow(GatewayUnavailable);
    await expect(service.cancel(request)).rejects.toThrow(GatewayUnavailable);
    expect(await readOrderSnapshot(payments.database, request.orderId)).toMatchObject({
      payment: { status: 'processing' },
    });
    expect(await payments.service.process(request)).toMatchObject({ status: 'success' });
    expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'succeeded', refunded: 0 }]);
  });

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['returns invalid JSON', respondWith(200, 'approved!')],
    ['returns an empty body', respondWith(200, '')],
    ['returns an incomplete charge', respondWith(200, JSON.stringify({ id: 'TXN-1' }))],
    [
      'returns an unknown status',
      respondWith(200, JSON.stringify({ id: 'TXN-1', status: 'maybe', decline_code: null })),
    ],
    [
      'has not decided the charge',
      respondWith(200, JSON.stringify({ id: 'TXN-1', status: 'processing', decline_code: null })),
    ],
    ['returns 500', respondWith(500, problem('internal_error'))],
    ['returns 503', respondWith(503, problem('unavailable'))],
    ['returns 429', respondWith(429, problem('slow_down'))],
    ['is processing the same key', respondWith(409, problem('charge_in_progress'))],
    ['is behind a proxy that returns 404', respondWith(404, '<h1>Not found</h1>')],
    ['closes the connection', (response) => response.destroy()],
  ])('treats the outcome as unknown when the gateway %s', async (_, respond) => {
    const request = paymentRequest();
    await withGateway(
      (__, response) => respond(response),
      async (service) => {
        await expect(service.process(request)).rejects.toThrow(GatewayUnavailable);
        await expect(service.process(request)).rejects.toThrow(GatewayUnavailable);
        await expect(service.cancel(request)).rejects.toThrow(GatewayUnavailable);
      },
    );
    expect(await readOrderSnapshot(payments.database, request.orderId)).toMatchObject({
      payment: { status: 'processing' },
    });
  });

  it('times out when the gateway does not respond', async () => {
    const request = paymentRequest();
    const act = (service: PaymentsService) => expect(service.process(request)).rejects.toThrow(GatewayUnavailable);
    await withGateway(() => undefined, act, 50);
    expect(await payments.service.process(request)).toMatchObject({ status: 'success' });
  });

  it('does not repeat a request that the gateway rejects', async () => {
    const request = paymentRequest();
    let charges = 0;
    await withGateway(
      ({ method }, response) => {
        if (method === 'POST') charges += 1;
        respondWith(422, problem('idempotency_key_reused'))(response);
      },
      async (service) => {
        const rejected = service.process(request);
        await expect(rejected).rejects.toThrow(GatewayRejected);
        await expect(rejected).rejects.toMatchObject({ details: { gateway_code: 'idempotency_key_reused' } });
      },
    );
    expect(charges).toBe(1);
    expect(await payments.service.cancel(request)).toMatchObject({
      status: 'failed',
      failureReason: 'idempotency_key_reused',
    });
  });
});
