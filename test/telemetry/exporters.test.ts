import { once } from 'node:events';
import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findFreePort } from '../../src/local/ports.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { waitUntil } from '../kit/observe.js';
import { startOtlpReceiver } from '../kit/otlp-receiver.js';
import { launchService, startService } from '../kit/processes.js';
import { hasFinalStatus } from '../kit/api-client.js';
import { startTracedShop } from '../kit/traced-shop.js';
import { LOCAL_GATEWAY_API_KEY } from '../../src/config/config.js';
import type { TestProcess } from '../kit/test-process.js';

const ENCODED_NAME = Buffer.from('POST /v1/refunds');

let database: TestDatabase;
let gateway: TestProcess | undefined;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});
afterAll(() => database.drop());

/** Starts the gateway, which has the fewest dependencies, and sends it a request. */
async function startAndCallGateway(environment: Readonly<Record<string, string>>): Promise<number> {
  const port = await findFreePort();
  gateway = await startService('gateway', {
    DATABASE_URL: database.url,
    GATEWAY_PORT: String(port),
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_METRIC_EXPORT_INTERVAL: '500',
    ...environment,
  });
  const response = await fetch(`http://127.0.0.1:${port}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${LOCAL_GATEWAY_API_KEY}` },
  });
  expect(response.status).toBe(400);
  return port;
}

it.each(['http/protobuf', 'http/json'])('sends spans and metrics by OTLP over %s', async (protocol) => {
  const collector = await startOtlpReceiver();
  await startAndCallGateway({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: protocol });
  const deliveries = await waitUntil(
    () => Promise.resolve(collector.deliveries),
    (all) => ['/v1/traces', '/v1/metrics'].every((path) => all.some((delivery) => delivery.path === path)),
  );
  const type = protocol === 'http/json' ? 'application/json' : 'application/x-protobuf';
  expect(new Set(deliveries.map(({ contentType }) => contentType))).toEqual(new Set([type]));
  expect(deliveries.some(({ path, body }) => path === '/v1/traces' && body.includes(ENCODED_NAME))).toBe(true);
  await collector.stop();
});

it('sends spans and metrics by OTLP over grpc', async () => {
  const received: { path: string; body: Buffer }[] = [];
  const server = grpcServer((path, body) => received.push({ path, body }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await startAndCallGateway({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  });
  const services = ['TraceService', 'MetricsService'];
  await waitUntil(
    () => Promise.resolve(received),
    (all) => services.every((service) => all.some(({ path }) => path.includes(service))),
  );
  expect(received.some(({ path, body }) => path.includes('TraceService') && body.includes(ENCODED_NAME))).toBe(true);
  await gateway?.stop();
  server.close();
});

/** Answers every gRPC call with an empty message. */
function grpcServer(onCall: (path: string, body: Buffer) => void): Http2Server {
  const server = createServer();
  server.on('stream', (stream, headers) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      onCall(headers[':path'] ?? '', Buffer.concat(chunks));
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(Buffer.alloc(5));
    });
  });
  return server;
}

it('serves metrics in the Prometheus format', async () => {
  const port = await findFreePort();
  await startAndCallGateway({ OTEL_METRICS_EXPORTER: 'prometheus', OTEL_EXPORTER_PROMETHEUS_PORT: String(port) });
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toMatch(/^http_server_request_duration_count\{.*http_route="\/v1\/refunds".*\} 1/m);
});

it('rejects an unknown exporter or protocol and names the variable', async () => {
  for (const [variable, value] of [
    ['OTEL_TRACES_EXPORTER', 'carrier-pigeon'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'smoke'],
  ] as const) {
    const gatewayProcess = launchService('gateway', {
      DATABASE_URL: database.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      [variable]: value,
    });
    expect(await gatewayProcess.ended).toBe(2);
    expect(gatewayProcess.output()).toMatch(new RegExp(`^${variable}: .*${value}`, 'm'));
  }
});

it('confirms every order and stops cleanly when the collector is unreachable', async () => {
  const unreachableUrl = `http://127.0.0.1:${await findFreePort()}`;
  const traced = await startTracedShop({ OTEL_EXPORTER_OTLP_ENDPOINT: unreachableUrl });
  const { id: productId } = await traced.system.addProduct(20);
  const orders = await Promise.all(Array.from({ length: 20 }, () => traced.shop.placeOrder(productId)));
  const ended = await Promise.all(orders.map(({ body }) => traced.shop.waitForOrder(body.id, hasFinalStatus)));
  expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'confirmed'));
  await traced.stop();
  const processes = [...Object.values(traced.shop.processes), traced.gateway];
  expect(await Promise.all(processes.map((process) => process.ended))).toEqual([0, 0, 0, 0, 0]);
});
