import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, temporalOf, type TestApi } from '../api/harness.js';
import type { ApiResponse } from '../api/response.js';
import { findViolations } from '../kit/invariants.js';
import { waitUntil } from '../kit/observe.js';
import { startSystem, type System } from '../kit/system.js';
import { operatorToken, tokenWithRoles } from '../kit/tokens.js';
import { findFaults } from './check-response.js';
import { idKindOf, KnownIds } from './known-ids.js';
import { requestArbitrary, type FuzzRequest, type PlannedRequest, type Tokens } from './requests.js';
import { sendRequest } from './send-request.js';
import { signalArbitrary, type PlannedSignal } from './signals.js';

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 10_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const CONCURRENCY = 16;
/** Requests that are planned at once. */
const BATCH = 500;
/** One signal for this many requests. */
const REQUESTS_PER_SIGNAL = 50;
const MAX_REPEATS = 5;
/** Long runs must stay bounded in the report. */
const MAX_FAULTS = 20;
/** A slow machine handles this many requests a second. */
const SLOWEST_PER_SECOND = 20;

let system: System;
let api: TestApi;
let tokens: Tokens;
beforeAll(async () => {
  system = await startSystem('dev-server');
  api = await startTestApi({
    database: system.database,
    temporal: temporalOf(system),
    placement: { timeoutSeconds: 60, reservationTtlSeconds: 5 },
  });
  tokens = { customer: await tokenWithRoles(['customer', 'operator']), operator: await operatorToken() };
});
afterAll(async () => {
  await api.stop();
  await system.stop();
});

interface Outcome {
  readonly request: FuzzRequest;
  readonly status: number;
  readonly faults: readonly string[];
}

it(
  `answers ${REQUESTS} requests as documented and leaves nothing half-written`,
  { timeout: 120_000 + (REQUESTS / SLOWEST_PER_SECOND) * 1_000 },
  async () => {
    process.stdout.write(`FUZZ_SEED=${SEED} FUZZ_REQUESTS=${REQUESTS}\n`);
    const known = new KnownIds();
    for (let product = 0; product < 5; product += 1) known.add('product', (await system.addProduct(1_000_000)).id);
    const failed: Outcome[] = [];
    const statuses = new Map<number, number>();
    for (let sent = 0; sent < REQUESTS && failed.length < MAX_FAULTS; sent += BATCH) {
      const numRuns = Math.min(BATCH, REQUESTS - sent);
      const plans = fc.sample(requestArbitrary(tokens), { numRuns, seed: SEED + sent });
      const signals = fc.sample(signalArbitrary, {
        numRuns: Math.ceil(numRuns / REQUESTS_PER_SIGNAL),
        seed: SEED + sent,
      });
      const outcomes = await runAll([...plans.map((plan) => () => send(plan, known)), ...signals.map(toTask(known))]);
      for (const { status } of outcomes) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      failed.push(...outcomes.filter(({ faults }) => faults.length > 0));
    }
    process.stdout.write(`Responses by status: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}\n`);
    expect(failed.slice(0, MAX_FAULTS), `FUZZ_SEED=${SEED}`).toEqual([]);

    await settle();
    expect(await findViolations(system.database)).toEqual({});
    expect(await findHalfWritten()).toEqual([]);
  },
);

async function send(plan: PlannedRequest, known: KnownIds): Promise<Outcome> {
  const request = plan(known);
  try {
    const response = await sendPatiently(request);
    remember(response, known);
    const faults = findFaults(request, response);
    return { request, status: response.status, faults: faults.length > 0 ? [...faults, response.text] : [] };
  } catch (error) {
    return { request, status: 0, faults: [String(error)] };
  }
}

/** Repeats a request while Temporal is too busy on this machine to answer it in time, as a client does. */
async function sendPatiently(request: FuzzRequest): Promise<ApiResponse> {
  let response = await sendRequest(api.api.url, request);
  for (let repeats = 0; response.status === 503 && repeats < MAX_REPEATS; repeats += 1) {
    await sleep(Number(response.headers.get('retry-after')) * 1_000);
    response = await sendRequest(api.api.url, request);
  }
  return response;
}

function toTask(known: KnownIds) {
  return (signal: PlannedSignal) => async () => {
    await signal(system.temporal.client, known);
    return undefined;
  };
}

/** Runs the tasks in order, several at a time. */
async function runAll(tasks: readonly (() => Promise<Outcome | undefined>)[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = tasks[Symbol.iterator]();
  const work = async () => {
    for (const task of queue) {
      const outcome = await task();
      if (outcome) outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return outcomes;
}

function remember({ status, headers, body }: ApiResponse, known: KnownIds): void {
  const location = headers.get('location') ?? '';
  const [, id] = /^\/v1\/[a-z-]+\/([0-9a-f-]{36})$/.exec(location) ?? [];
  const kind = idKindOf(location);
  if ((status === 201 || status === 202) && id !== undefined && kind !== undefined) known.add(kind, id);
  const { user_id: userId } = body as { readonly user_id?: unknown };
  if (kind === 'order' && typeof userId === 'string') known.add('user', userId);
  if (typeof body.key === 'string') {
    known.add('apiKey', body.id);
    known.addApiKey(body.key);
  }
  if (typeof body.next_cursor === 'string') known.addCursor(body.next_cursor);
  const rows = Array.isArray(body.data) ? (body.data as readonly { payment?: { id: string } | null }[]) : [];
  for (const { payment } of rows) if (payment) known.add('payment', payment.id);
}

/** Ends the orders that wait for their customer, whose reservations requests may have extended. */
async function settle(): Promise<void> {
  const open = () =>
    system.database.query<{ id: string }>(
      "SELECT id FROM orders.orders WHERE status IN ('pending', 'paid') AND deleted_at IS NULL",
    );
  for (const { id } of await open()) await api.call('POST', `/v1/orders/${id}/cancel`, { token: tokens.operator });
  await waitUntil(open, (orders) => orders.length === 0);
  // Cancellations of confirmed orders are workflows too.
  const query = 'ExecutionStatus = "Running"';
  await waitUntil(
    async () => (await system.temporal.client.workflow.count(query)).count,
    (running) => running === 0,
  );
}

/** Products without stock, stock without a product, and changes whose key has no answer. */
function findHalfWritten(): Promise<object[]> {
  return system.database.query(
    `SELECT coalesce(p.id, s.product_id) AS key FROM catalog.products p
     FULL JOIN inventory.stock s ON s.product_id = p.id WHERE p.id IS NULL OR s.product_id IS NULL
     UNION ALL SELECT id FROM catalog.idempotency_keys WHERE answer IS NULL
     UNION ALL SELECT id FROM inventory.idempotency_keys WHERE answer IS NULL
     UNION ALL SELECT id FROM webhooks.idempotency_keys WHERE answer IS NULL`,
  );
}

it('finds the fault of a response', () => {
  const request: FuzzRequest = { method: 'GET', path: `/v1/orders/${randomUUID()}`, headers: [], body: undefined };
  const headers = new Headers({ 'content-type': 'application/json', 'x-request-id': 'r' });
  const respond = (status: number, body: object): ApiResponse =>
    ({ status, headers, body, text: JSON.stringify(body) }) as ApiResponse;
  expect(findFaults(request, respond(500, {}))).toContain('status 500');
  expect(findFaults(request, respond(404, {}))).toContain('no problem details: {}');
  expect(findFaults(request, respond(200, { id: 'a\u202eb' }))).toContain('unsafe text: U+202E');
  expect(findFaults(request, respond(418, {}))).toContainEqual(
    expect.stringContaining('the status 418 is not documented'),
  );
});
