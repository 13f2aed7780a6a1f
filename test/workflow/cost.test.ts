import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSystem, type System } from '../support/system.js';

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterAll(() => system.stop());

/** What Temporal Cloud bills by and what bounds the rate: a step more in the history is a price paid for every order. */
it('confirms a two-item card order in 33 history events and 15 state transitions', async () => {
  const [a, b] = [await system.addProduct(1), await system.addProduct(1)];
  const { handle } = await system.place({
    lines: [
      { productId: a.id, quantity: 1 },
      { productId: b.id, quantity: 1 },
    ],
  });
  await handle.result();
  const { historyLength, raw } = await handle.describe();
  const { events = [] } = await handle.fetchHistory();
  expect({
    historyLength,
    stateTransitions: Number(raw.workflowExecutionInfo?.stateTransitionCount),
    events: events?.map((event) => event.eventType),
  }).toMatchObject({ historyLength: 33, stateTransitions: 15 });
});
