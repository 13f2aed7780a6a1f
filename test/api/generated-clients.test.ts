import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import { createOrdersClient, unwrap } from '../../packages/client/src/index.js';
import { buildOpenApiDocument } from '../../src/api/openapi/build-document.js';
import { ROUTES } from '../../src/api/routes.js';
import { execFileAsync } from '../../src/process/child-process.js';
import { resolveOpenApiGenerator } from '../kit/openapi-generator.js';
import { installPipPackage } from '../kit/pip-package.js';
import { startSystem, type System } from '../kit/system.js';
import { customerToken, startTestApi, temporalOf, type TestApi } from './harness.js';

/** The price of a product in these tests. */
const PRICE = 1_999;
/** Downloading the generators and compiling their output takes longer than other tests. */
const TIMEOUT_MS = 300_000;

let system: System;
let api: TestApi;
let folder: string;
let document: string;
/** The arguments of each program: the API's URL, a customer's token and a product. */
let args: [baseUrl: string, token: string, productId: string];
beforeAll(async () => {
  system = await startSystem('dev-server');
  api = await startTestApi({ database: system.database, temporal: temporalOf(system) });
  folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-clients-'));
  document = path.join(folder, 'openapi.json');
  await writeFile(document, JSON.stringify(buildOpenApiDocument(ROUTES)));
  const product = await system.addProduct(100, PRICE);
  args = [api.api.url, await customerToken(randomUUID()), product.id];
});
afterAll(async () => {
  await api.stop();
  await system.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What each program prints: the order that it placed, and the text of its event stream. */
const PLACED = {
  status: 'confirmed',
  total: 2 * PRICE,
  events: expect.stringMatching(/"status":"confirmed"/) as string,
};

const programIn = (file: string) => path.join(import.meta.dirname, 'clients', file);

/** Runs a step that needs a tool. Without the tool the test is skipped, or fails when CI=true. */
async function orSkip<T>(context: TestContext, step: Promise<T>): Promise<T> {
  return step.catch((error: unknown) => {
    if (process.env.CI === 'true') throw error;
    return context.skip((error as Error).message);
  });
}

it('places and confirms an order with the types of openapi-typescript', async () => {
  const [baseUrl, token, productId] = args;
  const client = createOrdersClient({ baseUrl, token });
  const order = await unwrap(
    client.POST('/v1/orders', {
      params: { header: { 'Idempotency-Key': 'typescript-1', Prefer: 'wait=30' } },
      body: {
        items: [{ product_id: productId, quantity: 2 }],
        payment_method: 'credit_card',
        payment_token: 'tok_approve',
      },
    }),
  );
  const path = { id: order.id };
  const events = await unwrap(client.GET('/v1/orders/{id}/events', { params: { path }, parseAs: 'text' }));
  expect({ status: order.status, total: order.total_amount, events }).toEqual(PLACED);
});

it('places and confirms an order with a client of openapi-python-client', { timeout: TIMEOUT_MS }, async (context) => {
  const generator = await orSkip(context, installPipPackage('openapi-python-client', '0.29.1'));
  const env = {
    ...process.env,
    PYTHONPATH: [generator, folder].join(path.delimiter),
    // The generator formats its output with ruff, which it brings.
    PATH: [path.join(generator, 'bin'), process.env.PATH].join(path.delimiter),
  };
  const output = path.join(folder, 'orders_client');
  // The generator does not know the content types of the import.
  const overrides = { 'text/csv': 'application/octet-stream', 'application/jsonl': 'application/octet-stream' };
  const config = path.join(folder, 'python.json');
  await writeFile(config, JSON.stringify({ content_type_overrides: overrides }));
  const options = ['--path', document, '--output-path', output, '--meta', 'none', '--config', config];
  options.push('--fail-on-warning');
  await execFileAsync('python3', ['-m', 'openapi_python_client', 'generate', ...options], { env });
  const { stdout } = await execFileAsync('python3', [programIn('place_order.py'), ...args], { env });
  expect(JSON.parse(stdout)).toEqual(PLACED);
});

it('places and confirms an order with a Go client of OpenAPI Generator', { timeout: TIMEOUT_MS }, async (context) => {
  for (const [tool, flag] of [
    ['java', '-version'],
    ['go', 'version'],
  ] as const) {
    await orSkip(context, execFileAsync(tool, [flag]));
  }
  const generator = await orSkip(context, resolveOpenApiGenerator());
  const output = path.join(folder, 'go');
  const options = [
    ...['generate', '-i', document, '-g', 'go', '-o', output],
    ...['--git-host', 'example.com', '--git-user-id', 'orders', '--git-repo-id', 'client'],
    ...['--package-name', 'orders', '--global-property', 'apiTests=false,modelTests=false'],
  ];
  await execFileAsync('java', ['-jar', generator, ...options], { maxBuffer: 64 * 1024 * 1024 });
  const program = path.join(output, 'place-order');
  await mkdir(program);
  await copyFile(programIn('place_order.go'), path.join(program, 'main.go'));
  const { stdout } = await execFileAsync('go', ['run', './place-order', ...args], { cwd: output });
  expect(JSON.parse(stdout)).toEqual(PLACED);
});
