import { expect, it } from 'vitest';
import { billableActions } from '../../bench/billable.js';
import { summarize, type Round } from '../../bench/contenders/round.js';
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

it('compares each round of a contender with the same round of the floor', () => {
  const loop = 'closed loop, 1 client';
  const round = (contender: Round['contender'], ordersPerSecond: number): Round => ({
    ...{
      contender,
      loop,
      ordersPerSecond,
      acceptMs: contender === 'textbook' ? [] : [2, 3, 4],
      confirmMs: [10, 10, 10],
    },
    ...{ cpuMs: {}, memoryMb: {}, disturbance: 0 },
  });
  const rounds = [
    [90, 100],
    [40, 50],
    [7, 10],
  ].flatMap(([ours = 0, floor = 0]) => [round('ours', ours), round('floor', floor), round('textbook', ours / 2)]);
  const [ours, floor, textbook] = summarize(rounds);
  expect(ours).toMatchObject({ ofFloor: 0.8, ofTextbook: 2, acceptOfConfirm: 0.3, ordersPerSecond: 40 });
  expect(floor).toMatchObject({ ofFloor: 1 });
  expect(textbook).toMatchObject({ ofTextbook: 1, acceptP50: undefined, acceptOfConfirm: undefined });
  expect(summarize(rounds.filter(({ contender }) => contender === 'ours'))).toMatchObject([
    { ofFloor: undefined, ofTextbook: undefined },
  ]);
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
