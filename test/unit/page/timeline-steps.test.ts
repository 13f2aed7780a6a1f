import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../../src/page/client.js';
import { buildSteps, compensationTitle, entryTitle } from '../../../src/page/order/timeline-steps.js';
import { timelineText } from '../../../src/page/order/timeline-text.js';

const t = timelineText.en;

function entry(kind: TimelineEntry['kind'], code: string, fields: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    ...{ kind, code, state: 'done', at: '2026-01-01T00:00:00Z', ended_at: '2026-01-01T00:00:01Z', outcome: null },
    ...{ actor: null, reason: null, amount: null, attempts: 1, last_error: null, next_try_at: null, workflow_id: null },
    ...fields,
  };
}

const statesOf = (...data: TimelineEntry[]) => buildSteps({ data }).map(({ id, state }) => `${id} ${state}`);

describe('the steps of an order', () => {
  it('are upcoming before the timeline is known', () => {
    const ids = ['price', 'reserve', 'create', 'pay', 'confirm_stock', 'confirm_order'];
    expect(statesOf()).toEqual(ids.map((id) => `${id} upcoming`));
  });

  it('contain the capture of a payment that was only authorized', () => {
    expect(statesOf(entry('step', 'capture'))).toContain('capture done');
  });

  it('show the state of the latest run that took them', () => {
    const states = statesOf(entry('step', 'pay', { state: 'failed' }), entry('step', 'pay', { state: 'waiting' }));
    expect(states).toContain('pay waiting');
  });

  it('carry what undid them, by whichever run', () => {
    const undone = entry('compensation', 'pay', { outcome: 'refunded', workflow_id: 'cancel-1' });
    const steps = buildSteps({ data: [entry('step', 'pay'), undone] });
    expect(steps.find(({ id }) => id === 'pay')?.compensation).toBe(undone);
    expect(steps.find(({ id }) => id === 'reserve')?.compensation).toBeUndefined();
  });
});

describe('the title of undoing a step', () => {
  it('says what happened once it is done', () => {
    expect(compensationTitle(entry('compensation', 'pay', { outcome: 'nothing_charged' }), t)).toBe(
      'Nothing had been charged',
    );
  });

  it('says what is to be done until then', () => {
    expect(compensationTitle(entry('compensation', 'pay', { state: 'retrying' }), t)).toBe('Return the payment');
  });
});

it.each([
  ['status', 'confirmed', 'Order confirmed'],
  ['step', 'reserve', 'Reserve stock'],
  ['refund', 'succeeded', 'Refunded'],
  ['refund', 'refund', 'Refund requested at the provider'],
  ['return', 'completed', 'Items returned'],
  ['return', 'receive', 'Stock received'],
  ['dispute', 'open', 'Payment disputed'],
  ['message', 'cancelOrder', 'Cancellation requested'],
  ['message', 'ofALaterVersion', 'ofALaterVersion'],
  ['follow_up', 'look_up', 'Payment looked up'],
] as const)('titles an entry of kind %s and code %s "%s"', (kind, code, title) => {
  expect(entryTitle(entry(kind, code), t, (status) => status)).toBe(title);
});
