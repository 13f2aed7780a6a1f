import { afterAll, beforeAll, expect, it } from 'vitest';
import { StatementLog } from '../kit/statement-log.js';
import { startSystem, type PlacedOrder, type System } from '../kit/system.js';

/**
 * Limits for a confirmed card order of two products. Transitions limit the throughput and are what Temporal Cloud bills. A
 * remote activity costs four, so three activities and the start make 15.
 */
const MAX_EVENTS = 32;
const MAX_TRANSITIONS = 15;
/** With `PAYMENT_CAPTURE=manual`, one remote activity more. */
const MANUAL_CAPTURE = { events: 37, transitions: 19 };
/** Transactions of the domains, with one statement or several. */
const MAX_TRANSACTIONS = 7;
/** Includes the statements that begin and end a transaction. */
const MAX_STATEMENTS = 16;

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterAll(() => system.stop());

it(`confirms an order in ${MAX_EVENTS} history events and ${MAX_TRANSITIONS} state transitions`, async () => {
  const { handle } = await confirm(await twoProducts());
  const { historyLength, raw } = await handle.describe();
  const { events } = await handle.fetchHistory();
  const types = events?.map(({ eventType }) => eventType).join(' ');
  expect(historyLength, types).toBeLessThanOrEqual(MAX_EVENTS);
  expect(Number(raw.workflowExecutionInfo?.stateTransitionCount)).toBeLessThanOrEqual(MAX_TRANSITIONS);
});

it(`confirms an order in ${MAX_TRANSACTIONS} transactions and ${MAX_STATEMENTS} statements `, async () => {
  // Warm-up: pools and the ORM send statements of their own for a new connection.
  await confirm(await twoProducts());
  const products = await twoProducts();
  const log = new StatementLog();
  try {
    await confirm(products);
  } finally {
    log.stop();
  }
  const statementText = log.transactions.map((statements) => statements.join(';\n  ')).join('\n');
  expect(log.transactions.length, statementText).toBeGreaterThan(0);
  expect(log.transactions.length, statementText).toBeLessThanOrEqual(MAX_TRANSACTIONS);
  expect(log.transactions.flat().length, statementText).toBeLessThanOrEqual(MAX_STATEMENTS);
});

it(`captures a payment manually in ${MANUAL_CAPTURE.events} history events and ${MANUAL_CAPTURE.transitions} state transitions`, async () => {
  const { handle } = await confirm(await twoProducts(), 'manual');
  const { historyLength, raw } = await handle.describe();
  expect(historyLength).toBeLessThanOrEqual(MANUAL_CAPTURE.events);
  expect(Number(raw.workflowExecutionInfo?.stateTransitionCount)).toBeLessThanOrEqual(MANUAL_CAPTURE.transitions);
});

it('sets search attributes only in the first and the last workflow task, where Temporal writes them anyway', async () => {
  const { handle } = await confirm(await twoProducts());
  const events = (await handle.fetchHistory()).events ?? [];
  const tasks = events.filter((event) => event.workflowTaskCompletedEventAttributes).map(({ eventId }) => eventId);
  const upserts = events.map((event) => event.upsertWorkflowSearchAttributesEventAttributes).filter((it) => !!it);
  expect(upserts.map(({ workflowTaskCompletedEventId }) => String(workflowTaskCompletedEventId))).toEqual([
    String(tasks.at(0)),
    String(tasks.at(-1)),
  ]);
});

async function twoProducts(): Promise<string[]> {
  return [(await system.addProduct(1)).id, (await system.addProduct(1)).id];
}

async function confirm(products: readonly string[], paymentCapture?: 'manual'): Promise<PlacedOrder> {
  const lines = products.map((productId) => ({ productId, quantity: 1 }));
  const placed = await system.place({ lines, ...(paymentCapture && { paymentCapture }) });
  expect(await placed.handle.result()).toMatchObject({ status: 'confirmed' });
  return placed;
}
