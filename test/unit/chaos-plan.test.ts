import { describe, expect, it } from 'vitest';
import { PAYMENT_METHODS } from '../../src/contracts/payments.js';
import { TOKENS } from '../../src/gateway/tokens.js';
import { parseFlags, UsageError } from '../../src/process/flags.js';
import { CHAOS_COMMAND_LINE } from '../chaos/flags.js';
import { FAULT_KINDS, faultName } from '../chaos/fault-kinds.js';
import { generatePlan, MIN_ORDERS } from '../chaos/plan.js';

const SHORT = { orders: 200, minutes: 2, seed: 1 };

describe('generatePlan', () => {
  it('draws the same plan for the same seed, and another plan for another seed', () => {
    expect(generatePlan(SHORT)).toEqual(generatePlan(SHORT));
    expect(generatePlan({ ...SHORT, seed: 2 })).not.toEqual(generatePlan(SHORT));
  });

  it.each([
    [200, 2, 1],
    [5_000, 30, 10],
  ])('plans for %d orders in %d minutes each kind of fault at least %d times', (orders, minutes, times) => {
    const { faults } = generatePlan({ orders, minutes, seed: 3 });
    for (const kind of FAULT_KINDS) {
      expect(faults.filter((fault) => faultName(fault) === faultName(kind)).length).toBeGreaterThanOrEqual(times);
    }
    expect(Math.max(...faults.map(({ atMs }) => atMs))).toBeLessThan(minutes * 60_000);
  });

  it('plans only the given kinds, and no fault that lasts longer than an eighth of the run', () => {
    const kinds = FAULT_KINDS.filter(({ kind }) => kind === 'absence' || kind === 'terminate');
    const { faults } = generatePlan({ ...SHORT, kinds });
    expect(new Set(faults.map(faultName))).toEqual(new Set(['all workers of a domain away', 'terminate a run']));
    expect(Math.max(...faults.map(({ durationMs }) => durationMs))).toBe(15_000);
  });

  it('draws the target of each fault', () => {
    const draws = generatePlan(SHORT).faults.map(({ draw }) => draw);
    expect(new Set(draws).size).toBe(draws.length);
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
  });

  it('plans an order for each method with each token, and each customer behavior', () => {
    const { orders } = generatePlan({ ...SHORT, orders: MIN_ORDERS });
    const payments = new Set(orders.map(({ method, token }) => `${method} ${token}`));
    expect(payments.size).toBe(PAYMENT_METHODS.length * (TOKENS.size + 1));

    const all = generatePlan(SHORT).orders;
    expect(all).toHaveLength(200);
    expect(new Set(all.map(({ decision }) => decision))).toEqual(new Set(['approve', 'decline', 'ignore']));
    for (const behavior of [
      'sentTwice',
      'extendsReservation',
      'cancelAfterMs',
      'refundShare',
      'returnsUnit',
    ] as const) {
      expect(all.filter((order) => order[behavior]).length).toBeGreaterThan(10);
    }
    expect(all.filter(({ hasIdempotencyKey }) => !hasIdempotencyKey).length).toBeGreaterThan(5);
  });
});

describe('faultName', () => {
  it('names each kind differently', () => {
    expect(new Set(FAULT_KINDS.map(faultName)).size).toBe(FAULT_KINDS.length);
  });
});

describe('the command line', () => {
  it('reads the flags', () => {
    const run = ['--orders', '200', '--minutes', '2', '--seed', '1', '--faults', 'reset-run,terminate'];
    const files = ['--report', 'chaos.json', '--figures', 'docs/reliability.md'];
    expect(parseFlags([...run, ...files], CHAOS_COMMAND_LINE)).toEqual({
      ...SHORT,
      faults: ['reset-run', 'terminate'],
      report: 'chaos.json',
      figures: 'docs/reliability.md',
    });
  });

  it.each([
    [['--orders', '200', '--minutes', '2'], '--seed is missing: it must be a whole number from 0 to 4294967295.'],
    [
      ['--orders', '3', '--minutes', '2', '--seed', '1'],
      '--orders is "3": it must be a whole number from 80 to 1000000.',
    ],
    [['--orders', '200', '--minutes', 'two', '--seed', '1'], '--minutes is "two": it must be a number from 1 to 600.'],
    [
      ['--orders', '200', '--minutes', '2', '--seed', '1', '--faults', 'terminate,flood'],
      '--faults is "terminate,flood": it must be a list, separated by commas, of which each is one of kill, latency,',
    ],
    [['--ordres', '200'], "Unknown option '--ordres'"],
  ])('rejects %j', (args, line) => {
    expect(() => parseFlags(args, CHAOS_COMMAND_LINE)).toThrow(UsageError);
    expect(() => parseFlags(args, CHAOS_COMMAND_LINE)).toThrow(line);
    expect(() => parseFlags(args, CHAOS_COMMAND_LINE)).toThrow(
      'Usage: npm run chaos -- --orders N --minutes MINUTES --seed SEED [--faults KINDS] [--report FILE] [--figures DOCUMENT]',
    );
  });
});
