import { expect, it } from 'vitest';
import { billableActions } from '../../bench/billable.js';
import { readOptions } from '../../bench/options.js';
import { median, percentile } from '../../bench/statistics.js';
import { inTurns } from '../../bench/turns.js';

const DEFAULTS = {
  contenders: { rounds: 5, orders: 150, clients: [1, 50], only: ['ours', 'floor'], servers: ['cluster', 'dev'] },
  hot: { rounds: 3, orders: 1, clients: [10], only: [], servers: ['dev'] },
} as const;

it('no contender always follows the same one', () => {
  const rounds = (values: string, count: number) =>
    Array.from({ length: count }, (_, round) => inTurns(values.split(''), round + 1).join(''));
  expect(rounds('ab', 4)).toEqual(['ab', 'ba', 'ba', 'ab']);
  expect(rounds('abc', 6)).toEqual(['abc', 'cba', 'bca', 'acb', 'cab', 'bac']);
});

it('takes options, and its defaults for the rest', () => {
  expect(readOptions(['--clients', '2,3', '--only', 'floor'], DEFAULTS)).toMatchObject({
    ...DEFAULTS.contenders,
    command: 'contenders',
    clients: [2, 3],
    only: ['floor'],
  });
  expect(readOptions(['hot', '--rounds', '7'], DEFAULTS)).toMatchObject({
    ...DEFAULTS.hot,
    command: 'hot',
    rounds: 7,
  });
  expect(readOptions(['--server', 'dev'], DEFAULTS)).toMatchObject({ servers: ['dev'] });
});

it.each([
  [['cold'], 'there is no "cold"; commands: contenders, hot'],
  [['--rounds', '0'], '--rounds: "0" must be a number above 0'],
  [['--orders', '1.5'], '--orders: "1.5" must be a whole number'],
  [['--clients', '1,many'], '--clients: "many" must be a number above 0'],
  [['--rate', '-1'], "Option '--rate' argument is ambiguous"],
  [['--only', 'theirs'], '--only: "theirs" is none of ours, ours-direct, floor, textbook, dbos, in-process'],
  [['--server', 'theirs'], '--server: "theirs" is none of cluster, dev'],
  [['hot', '--server', 'cluster'], '--server: hot runs on dev alone'],
  [['--speed', '9'], "Unknown option '--speed'"],
])('refuses %j', (args, message) => {
  expect(() => readOptions(args, DEFAULTS)).toThrow(message);
});

it('tells the middle, and what few exceed', () => {
  const oneToHundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(median([9, 1, 5])).toBe(5);
  expect(percentile(oneToHundred, 99)).toBe(99);
  expect(percentile([], 99)).toBe(0);
});

it('counts what Temporal Cloud bills: the local activities of one task together', () => {
  const price = ['WORKFLOW_EXECUTION_STARTED', 'WORKFLOW_TASK_COMPLETED', 'MARKER_RECORDED', 'MARKER_RECORDED'];
  const charge = ['ACTIVITY_TASK_SCHEDULED', 'ACTIVITY_TASK_STARTED', 'ACTIVITY_TASK_COMPLETED'];
  const end = ['WORKFLOW_TASK_COMPLETED', 'MARKER_RECORDED', 'WORKFLOW_EXECUTION_COMPLETED'];
  expect(billableActions([...price, 'TIMER_STARTED', ...charge, ...end])).toBe(5);
});
