import { once } from 'node:events';
import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../src/local/ports.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/observe.js';
import { startOtlpReceiver } from '../support/otlp-receiver.js';
import { launch, serve, type ServiceProcess } from '../support/processes.js';
import { isOver } from '../support/storefront.js';
import { openTracedShop } from '../support/traced-shop.js';

const ENCODED_NAME = Buffer.from('POST /v1/refunds');

let database: TestDatabase;
let gateway: ServiceProcess | undefined;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});
afterAll(() => database.drop());

/** The gateway, the process that needs least, after it was asked for something. */
async function askedGateway(environment: Readonly<Record<string, string>>): Promise<number> {
  const port = await freePort();
  gateway = await serve('gateway', {
    DATABASE_URL: database.url,
    GATEWAY_PORT: String(port),
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_METRIC_EXPORT_INTERVAL: '500',
    ...environment,
  });
  const answer = await fetch(`http://127.0.0.1:${port}/v1/refunds`, { method: 'POST' });
  expect(answer.status).toBe(400);
  return port;
}

it.each(['http/protobuf', 'http/json'])('sends spans and metrics by OTLP over %s', async (protocol) => {
  const collector = await startOtlpReceiver();
  await askedGateway({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: protocol });
  const deliveries = await until(
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
  await askedGateway({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  });
  const services = ['TraceService', 'MetricsService'];
  await until(
    () => Promise.resolve(received),
    (all) => services.every((service) => all.some(({ path }) => path.includes(service))),
  );
  expect(received.some(({ path, body }) => path.includes('TraceService') && body.includes(ENCODED_NAME))).toBe(true);
  await gateway?.stop();
  server.close();
});

/** Takes every call and answers it with an empty message. */
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

it('answers a scrape in the format of Prometheus', async () => {
  const port = await freePort();
  await askedGateway({ OTEL_METRICS_EXPORTER: 'prometheus', OTEL_EXPORTER_PROMETHEUS_PORT: String(port) });
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toMatch(/^http_server_request_duration_count\{.*http_route="\/v1\/refunds".*\} 1/m);
});

it('is refused with a line that names the variable when the exporter or the protocol is unknown', async () => {
  for (const [variable, value] of [
    ['OTEL_TRACES_EXPORTER', 'carrier-pigeon'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'smoke'],
  ] as const) {
    const refused = launch('gateway', {
      DATABASE_URL: database.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      [variable]: value,
    });
    expect(await refused.ended).toBe(2);
    expect(refused.output()).toMatch(new RegExp(`^${variable}: .*${value}`, 'm'));
  }
});

it('loses no order, and stops cleanly, when nobody listens where telemetry is sent', async () => {
  const nobody = `http://127.0.0.1:${await freePort()}`;
  const traced = await openTracedShop({ OTEL_EXPORTER_OTLP_ENDPOINT: nobody });
  const { id: productId } = await traced.system.addProduct(20);
  const orders = await Promise.all(Array.from({ length: 20 }, () => traced.shop.order(productId)));
  const ended = await Promise.all(orders.map(({ id }) => traced.shop.watch(id, isOver)));
  expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'confirmed'));
  await traced.stop();
  const processes = [...Object.values(traced.shop.processes), traced.gateway];
  expect(await Promise.all(processes.map((process) => process.ended))).toEqual([0, 0, 0, 0, 0]);
});
