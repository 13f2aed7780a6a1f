import { defaultPayloadConverter } from '@temporalio/common';
import { beforeAll, describe, expect, it } from 'vitest';
import * as workflows from '../../src/workflows/index.js';
import type { PlaceOrderResult } from '../../src/contracts/place-order.js';
import type { RefundOutcome } from '../../src/contracts/refund-payment.js';
import { readHistories, type CommittedHistory } from './history-files.js';
import { historyConverter, MODES, type Mode } from './modes.js';

/** Every outcome of `placeOrder`; the type makes the list complete. */
const OUTCOMES: Record<PlaceOrderResult['status'], true> = {
  confirmed: true,
  failed: true,
  cancelled: true,
  rejected: true,
};

let histories: CommittedHistory[];
beforeAll(async () => {
  histories = await readHistories();
});

const typeOf = ({ history }: CommittedHistory) =>
  history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name;

/** The results of a workflow's runs. */
async function resultsOf<T>(mode: Mode, type: keyof typeof workflows): Promise<T[]> {
  const completions = histories
    .filter((recorded) => recorded.mode === mode && typeOf(recorded) === type)
    .map(({ history }) => history.events?.at(-1)?.workflowExecutionCompletedEventAttributes?.result?.payloads ?? []);
  const payloads = await Promise.all(
    completions.map((end) => historyConverter.payloadCodecs?.[0]?.decode(end) ?? Promise.resolve(end)),
  );
  return payloads.flatMap(([payload]) => (payload ? [defaultPayloadConverter.fromPayload<T>(payload)] : []));
}

describe.each(Object.keys(MODES) as Mode[])('histories of %s workers', (mode) => {
  it('cover every workflow', () => {
    const types = histories.filter((recorded) => recorded.mode === mode).map(typeOf);
    expect(Object.keys(workflows).filter((type) => !types.includes(type))).toEqual([]);
  });

  it('cover every outcome of an order', async () => {
    const results = await resultsOf<PlaceOrderResult>(mode, 'placeOrder');
    const statuses = results.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(Object.keys(OUTCOMES)));
  });

  it('cover a refund and a rejected refund', async () => {
    const results = await resultsOf<RefundOutcome>(mode, 'refundPayment');
    expect(results.some(({ refund }) => refund !== null)).toBe(true);
    expect(results.some(({ rejection }) => rejection !== null)).toBe(true);
  });
});

it('cover a cancelled run and a killed worker, and contain no open run', () => {
  const has = (attributes: string) => (recorded: CommittedHistory) =>
    recorded.history.events?.some((event) => (event as Record<string, unknown>)[attributes]) ?? false;
  expect(histories.filter(has('workflowExecutionCanceledEventAttributes'))).toHaveLength(1);
  expect(histories.filter(has('workflowTaskTimedOutEventAttributes')).map(({ name }) => name)).toContain(
    'place-order.worker-killed-mid-run',
  );
  const closed = ['Completed', 'Canceled', 'Failed'].map((end) => has(`workflowExecution${end}EventAttributes`));
  expect(histories.filter((recorded) => !closed.some((is) => is(recorded)))).toEqual([]);
});
