import { describe, expect, it } from 'vitest';
import { describeError } from '../../../packages/cli/src/describe-error.js';
import { ApiError } from '../../../packages/client/src/index.js';
import { jsonResponse, order, payment, problemResponse } from '../client/orders.js';
import { runCommand } from './command.js';

const ID = order().id;
const MUG = '1f0c3f9e-6a55-4f0e-9a52-6f0b3f1f2a77';

const noAnswer = () => new Error('no request was expected');

describe('the environment', () => {
  it.each([
    ['no credentials', {}, /^orders: No credentials\. Set ORDERS_TOKEN/],
    ['two credentials', { ORDERS_TOKEN: 'a', ORDERS_API_KEY: 'b' }, /are both set/],
    ['a URL without a scheme', { ORDERS_TOKEN: 'a', ORDERS_URL: 'orders.test' }, /Set ORDERS_URL/],
    ['a URL of another scheme', { ORDERS_TOKEN: 'a', ORDERS_URL: 'ftp://orders.test' }, /Set ORDERS_URL/],
  ])('rejects %s', async (_, env, message) => {
    const { exitCode, err, sent } = await runCommand(['get', ID], noAnswer, { env });
    expect(err).toMatch(message);
    expect({ exitCode, sent }).toEqual({ exitCode: 2, sent: [] });
  });

  it.each([
    ['ORDERS_TOKEN', 'jwt-1\n', 'Bearer jwt-1'],
    ['ORDERS_API_KEY', 'dok_1', 'Bearer dok_1'],
  ])('sends %s', async (name, value, header) => {
    const { requests } = await runCommand(['get', ID], () => jsonResponse(order()), { env: { [name]: value } });
    expect(requests[0]?.headers.get('Authorization')).toBe(header);
  });

  it('lets --url replace ORDERS_URL', async () => {
    const { requests } = await runCommand(['get', ID, '--url', 'http://other.test'], () => jsonResponse(order()));
    expect(requests[0]?.url).toBe(`http://other.test/v1/orders/${ID}`);
  });
});

describe('the command line', () => {
  it.each([
    ['an unknown command', ['order'], "unknown command 'order'"],
    ['an unknown option', ['get', ID, '--quick'], "unknown option '--quick'"],
    ['a missing argument', ['get'], "missing required argument 'order'"],
    ['an id that is not a UUID', ['get', '42'], 'It must be a UUID.'],
    ['a quantity of 0', ['place', 'MUG=0'], 'It must be a whole number of at least 1.'],
    ['an item without a product', ['place', '=2'], 'It must be PRODUCT or PRODUCT=QUANTITY.'],
    ['metadata without a key', ['place', 'MUG', '--metadata', 'x'], 'It must be KEY=VALUE.'],
    ['an unknown method', ['place', 'MUG', '--method', 'cash'], 'Allowed choices are credit_card'],
    ['an amount with decimals', ['refund', ID, '--reason', 'x', '--amount', '1.5'], 'It must be a whole number'],
    ['a refund without a reason', ['refund', ID], "required option '--reason <text>' not specified"],
    ['an import of an unknown format', ['import', 'products.txt'], 'Pass --format csv or --format jsonl.'],
    ['an import of a missing file', ['import', '/nowhere/products.csv'], 'cannot be read'],
  ])('rejects %s', async (_, args, message) => {
    const { exitCode, err, sent } = await runCommand(args, noAnswer);
    expect(err).toContain(message);
    expect({ exitCode, sent }).toEqual({ exitCode: 2, sent: [] });
  });

  it('describes the commands with --help and without a command', async () => {
    const help = await runCommand(['--help'], noAnswer, { env: {} });
    expect(help).toMatchObject({ exitCode: 0, err: '' });
    expect(help.out).toMatch(/place \[options\] <item\.\.\.>[\s\S]*ORDERS_API_KEY/);
    expect(await runCommand([], noAnswer, { env: {} })).toMatchObject({ exitCode: 2, out: '' });
  });
});

describe('place', () => {
  const products = jsonResponse;
  const answer = (request: Request) =>
    request.method === 'GET'
      ? products({
          data: [
            { id: ID, sku: 'MUG-1-BLUE' },
            { id: MUG, sku: 'MUG-1' },
          ],
          next_cursor: null,
        })
      : jsonResponse(order(), 201);

  it('finds products by SKU and sends the order with a key', async () => {
    const options = ['--method', 'paypal', '--reference', 'A-1', '--metadata', 'a=1', '--metadata', 'b=2=3'];
    const { exitCode, sent, requests, out } = await runCommand(['place', 'MUG-1=3', ID, ...options], answer);
    expect(sent).toEqual(['GET /v1/products?q=MUG-1&limit=100', 'POST /v1/orders']);
    expect(await requests[1]?.json()).toEqual({
      items: [
        { product_id: MUG, quantity: 3 },
        { product_id: ID, quantity: 1 },
      ],
      payment_method: 'paypal',
      external_reference: 'A-1',
      metadata: { a: '1', b: '2=3' },
    });
    expect(requests[1]?.headers.get('Idempotency-Key')).toMatch(/^[\da-f-]{36}$/);
    expect(out).toContain('Total     USD 25.49');
    expect(exitCode).toBe(0);
  });

  it('sends the key that it is given', async () => {
    const { requests } = await runCommand(['place', MUG, '--key', 'key-1'], answer);
    expect(requests[0]?.headers.get('Idempotency-Key')).toBe('key-1');
  });

  it('reports a SKU that no product has', async () => {
    const { exitCode, err } = await runCommand(['place', 'MUG'], answer);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: 'orders: No product has the id or SKU "MUG".\n' });
  });

  it('lists the products without enough stock', async () => {
    const items = [{ product_id: MUG, requested: 2, available: 1 }];
    const refuse = () => problemResponse(409, 'insufficient_stock', { items, request_id: 'r-1' });
    const { exitCode, err } = await runCommand(['place', MUG], refuse);
    expect(err).toBe(
      `orders: Detail of insufficient_stock (insufficient_stock, request r-1)\n  ${MUG}: 2 requested, 1 available\n`,
    );
    expect(exitCode).toBe(1);
  });

  it('prints the problem as JSON with --json', async () => {
    const { err, out } = await runCommand(['--json', 'place', MUG], () => problemResponse(422, 'product_inactive'));
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'product_inactive', status: 422 } });
    expect(out).toBe('');
  });

  it.each([
    ['confirmed', 0],
    ['failed', 1],
  ] as const)('follows an order until it is %s and exits with %i', async (status, exitCode) => {
    const last = order({ status, version: 2, status_reason: status === 'failed' ? 'declined' : null });
    const events = () =>
      new Response(`id: 2\ndata: ${JSON.stringify(last)}\n\n`, { headers: { 'Content-Type': 'text/event-stream' } });
    const result = await runCommand(['place', MUG, '--follow'], ({ method }) =>
      method === 'POST' ? jsonResponse(order(), 201) : events(),
    );
    expect(result.out.split('\n').map((line) => line.replace(/^\S+ +/, ''))).toEqual([
      'pending',
      status === 'failed' ? 'failed: declined' : 'confirmed',
      '',
    ]);
    expect(result.sent).toEqual(['POST /v1/orders', `GET /v1/orders/${ID}/events`]);
    expect(result.exitCode).toBe(exitCode);
  });
});

describe('list', () => {
  const pages = (request: Request) =>
    request.url.includes('cursor')
      ? jsonResponse({ data: [order({ currency: 'JPY', status: 'paid' })], next_cursor: null })
      : jsonResponse({ data: [order(), order()], next_cursor: 'next' });

  it('prints a table of the pages up to the limit', async () => {
    const { out, sent } = await runCommand(['list', '--limit', '3', '--status', 'paid'], pages);
    expect(out).toBe(
      [
        'ORDER                                 STATUS   TOTAL      METHOD       CREATED',
        `${ID}  pending  USD 25.49  credit_card  2026-01-01T00:00:00Z`,
        `${ID}  pending  USD 25.49  credit_card  2026-01-01T00:00:00Z`,
        `${ID}  paid     JPY 2,549  credit_card  2026-01-01T00:00:00Z`,
        '',
      ].join('\n'),
    );
    expect(sent).toEqual(['GET /v1/orders?status=paid&limit=3', 'GET /v1/orders?status=paid&limit=3&cursor=next']);
  });

  it('stops at the limit', async () => {
    const { sent } = await runCommand(['list', '--limit', '2', '--json'], pages);
    expect(sent).toHaveLength(1);
  });

  it('prints a line of JSON for each order with --json', async () => {
    const { out } = await runCommand(['list', '--all', '--json'], pages);
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { currency: string }).currency)).toEqual(['USD', 'USD', 'JPY']);
  });

  it('says that there are no orders, apart from the output', async () => {
    const result = await runCommand(['list'], () => jsonResponse({ data: [], next_cursor: null }));
    expect(result).toMatchObject({ exitCode: 0, out: '', err: 'No orders.\n' });
  });
});

describe('changes', () => {
  it('cancels an order', async () => {
    const cancelled = order({
      status: 'cancelled',
      status_reason: 'late',
      payment: payment({ refunded_amount: 2_549 }),
    });
    const result = await runCommand(['cancel', ID, '--reason', 'late'], () => jsonResponse(cancelled));
    expect(result.sent).toEqual([`POST /v1/orders/${ID}/cancel`]);
    expect(await result.requests[0]?.json()).toEqual({ reason: 'late' });
    expect(result.out).toMatch(/Status {4}cancelled \(late\)[\s\S]*Refunded {2}USD 25\.49/);
  });

  it('refunds a part of an order', async () => {
    const refund = { id: MUG, status: 'pending', amount: 500, reason: 'broken' };
    const result = await runCommand(['refund', ID, '--amount', '500', '--reason', 'broken', '--key', 'k'], (request) =>
      jsonResponse(request.method === 'POST' ? refund : order()),
    );
    expect(await result.requests[0]?.json()).toEqual({ reason: 'broken', amount: 500 });
    expect(result.requests[0]?.headers.get('Idempotency-Key')).toBe('k');
    expect(result.out).toContain(`${MUG}  pending  USD 5.00  broken`);
  });

  it('removes units from the stock of a product', async () => {
    const stock = { product_id: MUG, sku: 'MUG-1', available: 7, reserved: 1, total: 8, warehouse_code: 'MAIN' };
    const result = await runCommand(['adjust', MUG, '--by', '-3', '--reason', 'damaged'], () => jsonResponse(stock));
    expect(result.sent).toEqual([`POST /v1/inventory/${MUG}/adjustments`]);
    expect(await result.requests[0]?.json()).toEqual({ delta: -3, reason: 'damaged' });
    expect(result.out).toContain('MUG-1  7          1         8      MAIN');
  });
});

it('stops at Ctrl+C', async () => {
  const interrupt = new AbortController();
  const result = await runCommand(
    ['follow', ID],
    () => {
      interrupt.abort();
      return jsonResponse(order());
    },
    { signal: interrupt.signal },
  );
  expect(result).toMatchObject({ exitCode: 1, err: 'orders: Interrupted.\n' });
});

it.each([
  ['a refused connection', new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:3000') })],
  ['a time limit', new DOMException('connect ECONNREFUSED 127.0.0.1:3000', 'TimeoutError')],
])('says why there was no response: %s', (_, cause) => {
  const error = new ApiError('The service cannot be reached.', 0, 'unreachable', undefined, { cause });
  expect(describeError(error, false)).toBe(
    'orders: The service cannot be reached. (unreachable: connect ECONNREFUSED 127.0.0.1:3000)',
  );
  expect(JSON.parse(describeError(error, true))).toMatchObject({ error: { code: 'unreachable', status: 0 } });
});
