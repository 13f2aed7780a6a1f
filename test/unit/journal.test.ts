import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Journal } from '../../src/workflows/observers/journal.js';
import { STEPS } from '../../src/workflows/steps.js';

const START = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-01T00:00:05.000Z';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(START) });
});
afterEach(() => {
  vi.useRealTimers();
});

it('records each step with its id, name, status and times', () => {
  const journal = new Journal();
  journal.stepStarted(STEPS.price);
  vi.setSystemTime(LATER);
  journal.stepCompleted(STEPS.price);
  journal.stepStarted(STEPS.confirmStock);
  journal.stepFailed(STEPS.confirmStock);
  journal.stepStarted(STEPS.confirmOrder);
  expect(journal.steps).toEqual([
    { id: 'price', name: 'validate and price', status: 'done', startedAt: START, endedAt: LATER },
    { id: 'confirm_stock', name: 'confirm stock', status: 'failed', startedAt: LATER, endedAt: LATER },
    { id: 'confirm_order', name: 'confirm order', status: 'running', startedAt: LATER, endedAt: null },
  ]);
});

it('records a compensation with the id of the step that it compensates', () => {
  const journal = new Journal();
  journal.compensationStarted(STEPS.pay);
  journal.compensationStarted(STEPS.reserve);
  journal.compensationCompleted(STEPS.reserve);
  expect(journal.compensations).toMatchObject([
    { id: 'pay', name: 'refund or void', status: 'running' },
    { id: 'reserve', name: 'release stock', status: 'done' },
  ]);
  expect(journal.steps).toEqual([]);
});
