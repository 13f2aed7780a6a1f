import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { execFileAsync } from '../../src/process/child-process.js';
import { buildPackages, PACKAGES } from '../../tools/build-packages.js';
import { problemFields } from '../unit/client/orders.js';

/** They are text here, because the repository imports the client by path. */
const PROGRAMS = path.join(import.meta.dirname, 'packages');

const ORDER_ID = '0b8f6a52-5f0a-4c8e-9f43-0d8f6b9f5a11';

let project: string;
let server: Server | undefined;
let url: string;
/** The files of each package. */
const packed: Record<string, string[]> = {};

/** Packs the packages and installs them into a project that has nothing else. */
beforeAll(async () => {
  await buildPackages();
  project = await mkdtemp(path.join(tmpdir(), 'durable-orders-packages-'));
  const tarballs: string[] = [];
  for (const folder of PACKAGES) {
    const { stdout } = await execFileAsync('npm', ['pack', '--json', '--pack-destination', project], { cwd: folder });
    const [{ name, filename, files }] = JSON.parse(stdout) as [
      { name: string; filename: string; files: { path: string }[] },
    ];
    packed[name] = files.map((file) => file.path);
    tarballs.push(path.join(project, filename));
  }
  await writeFile(path.join(project, 'package.json'), '{ "private": true }');
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await execFileAsync('npm', ['install', ...options, ...tarballs], { cwd: project });
  for (const program of ['program.mts', 'program.cts']) {
    await copyFile(path.join(PROGRAMS, `${program}.txt`), path.join(project, program));
  }

  const created = createServer((request, response) => {
    const answer = answers[`${request.method} ${request.url}`] ?? { status: 500, body: {} };
    const type = answer.status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(answer.status, { 'content-type': type }).end(JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  server = created;
  await new Promise((resolve) => created.once('listening', resolve));
  url = `http://127.0.0.1:${(created.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server?.close();
  await rm(project, { recursive: true, force: true });
});

const answers: Readonly<Record<string, { status: number; body: object }>> = {
  'GET /v1/products': { status: 200, body: { data: [{ sku: 'A' }], next_cursor: 'next' } },
  'GET /v1/products?cursor=next': { status: 200, body: { data: [{ sku: 'B' }], next_cursor: null } },
  'POST /v1/orders': {
    status: 409,
    body: { ...problemFields('insufficient_stock'), items: [{ product_id: 'p', requested: 2, available: 1 }] },
  },
  [`GET /v1/orders/${ORDER_ID}`]: { status: 404, body: problemFields('order_not_found') },
  'GET /v1/orders/a': { status: 404, body: problemFields('order_not_found') },
};

const node = async (...args: string[]) => (await execFileAsync(process.execPath, args, { cwd: project })).stdout;

it('packs what runs, its types and its licences, and nothing else', () => {
  const { '@durable-orders/client': client = [], '@durable-orders/cli': cli = [] } = packed;
  expect(client).toEqual(
    expect.arrayContaining([
      ...['README.md', 'package.json', 'dist/LICENSE', 'dist/THIRD-PARTY-LICENSES'],
      ...['esm', 'cjs'].flatMap((format) => [`dist/${format}/index.js`, `dist/${format}/index.d.ts`]),
    ]),
  );
  expect(cli.toSorted()).toEqual(['README.md', 'dist/LICENSE', 'dist/orders.js', 'package.json']);
  expect([...client, ...cli].filter((file) => /^(src|tsconfig)/.test(file))).toEqual([]);
});

it('depends on openapi-fetch only', async () => {
  const lock = JSON.parse(await readFile(path.join(project, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dependencies?: Record<string, string> }>;
  };
  expect(Object.keys(lock.packages['node_modules/@durable-orders/client']?.dependencies ?? {})).toEqual([
    'openapi-fetch',
  ]);
});

it('has types for ES modules and CommonJS, and runs as both', async () => {
  const compilerOptions = {
    ...{ module: 'nodenext', target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], strict: true },
    // The types of the package are checked too.
    skipLibCheck: false,
    types: ['node'],
    typeRoots: [path.resolve('node_modules/@types')],
  };
  const config = { compilerOptions, files: ['program.mts', 'program.cts'] };
  await writeFile(path.join(project, 'tsconfig.json'), JSON.stringify(config));
  const { stdout } = await execFileAsync(process.execPath, [path.resolve('node_modules/typescript/bin/tsc')], {
    cwd: project,
  }).catch((error: unknown) => error as { stdout: string });
  expect(stdout).toBe('');

  expect(JSON.parse(await node('program.mjs', url))).toEqual({ skus: ['A', 'B'], outcome: 1 });
  expect(JSON.parse(await node('program.cjs', url))).toEqual({ isApiError: true, isUnknown: false });
});

it('installs the command orders', async () => {
  const command = path.join(project, 'node_modules/.bin/orders');
  const env = { ...process.env, ORDERS_URL: url, ORDERS_TOKEN: 'token' };
  const failure: unknown = await execFileAsync(command, ['get', ORDER_ID], { env }).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^orders: .*\(order_not_found, request request-1\)$/m) as string,
  });
  expect((await execFileAsync(command, ['--version'])).stdout).toBe('0.1.0\n');
});
