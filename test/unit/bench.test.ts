import { expect, it } from 'vitest';
import { billableActions } from '../../bench/billable.js';
import { summarize, type Round } from '../../bench/subjects/round.js';
import { readOptions } from '../../bench/options.js';
import { median, percentile } from '../../bench/statistics.js';
import { rotateForRound } from '../../bench/rotation.js';

const DEFAULTS = {
  compare: {
    description: '',
    rounds: 5,
    orders: 150,
    clients: [1, 50],
    only: ['ours', 'baseline'],
    servers: ['cluster', 'dev'],
  },
  hot: { description: '', rounds: 3, orders: 1, clients: [10], only: [], servers: ['dev'] },
} as const;

it('rotates the subjects so that none always follows the same one', () => {
  const rounds = (values: string, count: number) =>
    Array.from({ length: count }, (_, round) => rotateForRound(values.split(''), round + 1).join(''));
  expect(rounds('ab', 4)).toEqual(['ab', 'ba', 'ba', 'ab']);
  expect(rounds('abc', 6)).toEqual(['abc', 'cba', 'bca', 'acb', 'cab', 'bac']);
});

it('reads options and takes the defaults for the rest', () => {
  expect(readOptions(['--clients', '2,3', '--only', 'baseline'], DEFAULTS)).toMatchObject({
    command: 'compare',
    rounds: 5,
    orders: 150,
    servers: ['cluster', 'dev'],
    clients: [2, 3],
    only: ['baseline'],
  });
  expect(readOptions(['hot', '--rounds', '7'], DEFAULTS)).toMatchObject({
    command: 'hot',
    rounds: 7,
    orders: 1,
    clients: [10],
  });
  expect(readOptions(['--server', 'dev'], DEFAULTS)).toMatchObject({ servers: ['dev'] });
});

it.each([
  [['cold'], 'Unknown command "cold": it must be one of compare, hot.'],
  [['hot', 'cold'], 'Unexpected argument "cold".'],
  [['--rounds', '0'], '--rounds is "0": it must be a whole number of at least 1.'],
  [['--orders', '1.5'], '--orders is "1.5": it must be a whole number of at least 1.'],
  [['--clients', '1,many'], '--clients is "1,many": it must be a list, separated by commas'],
  [['--rate', '-1'], "Option '--rate' argument is ambiguous."],
  [['--only', 'theirs'], 'each is one of ours, ours-direct, baseline, naive-saga, dbos, restate, in-process.'],
  [['--server', 'theirs'], '--server is "theirs": it must be one of cluster, dev.'],
  [['hot', '--server', 'cluster'], '--server is "cluster": hot runs only on dev.'],
  [['--speed', '9'], "Unknown option '--speed'."],
])('rejects %j', (args, message) => {
  expect(() => readOptions(args, DEFAULTS)).toThrow(message);
});

it('compares each round of a subject with the same round of the baseline', () => {
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

it('computes the median and percentiles', () => {
  const oneToHundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(median([9, 1, 5])).toBe(5);
  expect(percentile(oneToHundred, 99)).toBe(99);
  expect(percentile([], 99)).toBe(0);
});

it('counts the local activities of one workflow task as one billable action', () => {
  const price = ['WORKFLOW_EXECUTION_STARTED', 'WORKFLOW_TASK_COMPLETED', 'MARKER_RECORDED', 'MARKER_RECORDED'];
  const charge = ['ACTIVITY_TASK_SCHEDULED', 'ACTIVITY_TASK_STARTED', 'ACTIVITY_TASK_COMPLETED'];
  const end = ['WORKFLOW_TASK_COMPLETED', 'MARKER_RECORDED', 'WORKFLOW_EXECUTION_COMPLETED'];
  expect(billableActions([...price, 'TIMER_STARTED', ...charge, ...end])).toBe(5);
});
