import { expect, it } from 'vitest';
import { billableActions } from '../../bench/billable.js';
import { summarize, type Round } from '../../bench/subjects/round.js';
import { readOptions } from '../../bench/options.js';
import { median, percentile } from '../../bench/statistics.js';
import { rotateForRound } from '../../bench/rotation.js';

const DEFAULTS = {
  compare: { rounds: 5, orders: 150, clients: [1, 50], only: ['ours', 'baseline'], servers: ['cluster', 'dev'] },
  hot: { rounds: 3, orders: 1, clients: [10], only: [], servers: ['dev'] },
} as const;

it('no contender always follows the same one', () => {
  const rounds = (values: string, count: number) =>
    Array.from({ length: count }, (_, round) => rotateForRound(values.split(''), round + 1).join(''));
  expect(rounds('ab', 4)).toEqual(['ab', 'ba', 'ba', 'ab']);
  expect(rounds('abc', 6)).toEqual(['abc', 'cba', 'bca', 'acb', 'cab', 'bac']);
});

it('takes options, and its defaults for the rest', () => {
  expect(readOptions(['--clients', '2,3', '--only', 'baseline'], DEFAULTS)).toMatchObject({
    ...DEFAULTS.compare,
    command: 'compare',
    clients: [2, 3],
    only: ['baseline'],
  });
  expect(readOptions(['hot', '--rounds', '7'], DEFAULTS)).toMatchObject({
    ...DEFAULTS.hot,
    command: 'hot',
    rounds: 7,
  });
  expect(readOptions(['--server', 'dev'], DEFAULTS)).toMatchObject({ servers: ['dev'] });
});

it.each([
  [['cold'], 'there is no "cold"; commands: compare, hot'],
  [['--rounds', '0'], '--rounds: "0" must be a number above 0'],
  [['--orders', '1.5'], '--orders: "1.5" must be a whole number'],
  [['--clients', '1,many'], '--clients: "many" must be a number above 0'],
  [['--rate', '-1'], "Option '--rate' argument is ambiguous"],
  [['--only', 'theirs'], '--only: "theirs" is none of ours, ours-direct, baseline, naive-saga, dbos, in-process'],
  [['--server', 'theirs'], '--server: "theirs" is none of cluster, dev'],
  [['hot', '--server', 'cluster'], '--server: hot runs on dev alone'],
  [['--speed', '9'], "Unknown option '--speed'"],
])('refuses %j', (args, message) => {
  expect(() => readOptions(args, DEFAULTS)).toThrow(message);
});

it('compares each round of a contender with the same round of the floor', () => {
  const loop = 'closed loop, 1 client';
  const round = (subject: Round['subject'], ordersPerSecond: number): Round => ({
    ...{
      subject,
      loop,
      ordersPerSecond,
      acceptMs: subject === 'naive-saga' ? [] : [2, 3, 4],
      confirmMs: [10, 10, 10],
    },
    ...{ cpuMs: {}, memoryMb: {}, backgroundLoad: 0 },
  });
  const rounds = [
    [90, 100],
    [40, 50],
    [7, 10],
  ].flatMap(([ours = 0, baseline = 0]) => [
    round('ours', ours),
    round('baseline', baseline),
    round('naive-saga', ours / 2),
  ]);
  const [ours, baseline, naiveSaga] = summarize(rounds);
  expect(ours).toMatchObject({
    ratioToBaseline: 0.8,
    ratioToNaiveSaga: 2,
    acceptToConfirmRatio: 0.3,
    ordersPerSecond: 40,
  });
  expect(baseline).toMatchObject({ ratioToBaseline: 1 });
  expect(naiveSaga).toMatchObject({ ratioToNaiveSaga: 1, acceptP50: undefined, acceptToConfirmRatio: undefined });
  expect(summarize(rounds.filter(({ subject }) => subject === 'ours'))).toMatchObject([
    { ratioToBaseline: undefined, ratioToNaiveSaga: undefined },
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
