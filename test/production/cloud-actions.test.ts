import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { billableActions } from '../../bench/billable.js';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it('documents the billable actions of a confirmed order', () => {
  const { events } = JSON.parse(read('test/replay/histories/plain/place-order.confirmed.json')) as {
    events: { eventType: string }[];
  };
  const actions = billableActions(events.map(({ eventType }) => eventType.replace('EVENT_TYPE_', '')));
  const [, table = ''] = /\| actions +\| number \|\n((?:\|.*\n)+)/.exec(read('docs/how-to/run-in-production.md')) ?? [];
  const numbers = [...table.matchAll(/\| (?:\*\*)?(\d+)(?:\*\*)? +\|$/gm)].map(([, number]) => Number(number));
  const total = numbers.pop();
  expect(total).toBe(actions);
  expect(numbers.reduce((sum, number) => sum + number, 0)).toBe(total);
});
