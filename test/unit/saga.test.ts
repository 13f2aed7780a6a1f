import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Saga } from '../../src/workflows/saga/saga.js';
import type { SagaObserver } from '../../src/workflows/saga/saga-observer.js';
import type { Step } from '../../src/workflows/saga/step.js';

const temporal = vi.hoisted(() => ({
  /** Ends the delay before each retry. */
  endDelay: (): void => undefined,
  inNonCancellableScope: false,
  parks: true,
  historyLength: 10,
  /** Delays before retries, in milliseconds. */
  delays: [] as number[],
}));
vi.mock('@temporalio/workflow', () => ({
  ActivityFailure: class extends Error {},
  CancellationScope: {
    nonCancellable: async <T>(work: () => Promise<T>) => {
      temporal.inNonCancellableScope = true;
      return work().finally(() => (temporal.inNonCancellableScope = false));
    },
  },
  condition: async (predicate: () => boolean, timeout?: string | number) => {
    // A delay before a retry, which a test ends.
    if (typeof timeout === 'number') {
      temporal.delays.push(timeout);
      const delay = { ended: false };
      temporal.endDelay = () => (delay.ended = true);
      while (!delay.ended && !predicate()) await settle();
      return predicate();
    }
    // A time-out passes once nothing else can run.
    if (timeout !== undefined) await settle();
    else while (!predicate()) await new Promise((resolve) => setTimeout(resolve, 1).unref());
    return predicate();
  },
  patched: () => temporal.parks,
  sleep: () => new Promise<void>((resolve) => (temporal.endDelay = resolve)),
  log: { error: () => undefined },
  workflowInfo: () => ({ historyLength: temporal.historyLength, continueAsNewSuggested: false }),
}));

const settle = () => new Promise((resolve) => setImmediate(resolve));

const first = { id: 'first', name: 'first', compensation: { name: 'undo first' } };
const second = { id: 'second', name: 'second', compensation: { name: 'undo second' } };
const third = { id: 'third', name: 'third' };

let calls: string[];
beforeEach(() => {
  calls = [];
  Object.assign(temporal, { parks: true, historyLength: 10, delays: [] });
});
afterEach(() => {
  expect(temporal.inNonCancellableScope).toBe(false);
});

const called = (call: string) => () => Promise.resolve(calls.push(call));

const observer: SagaObserver<Step> = {
  stepStarted: ({ id }) => calls.push(`${id} started`),
  stepCompleted: ({ id }, details) => calls.push(`${id} completed ${JSON.stringify(details)}`),
  stepFailed: ({ id }, error) => calls.push(`${id} failed: ${String(error)}`),
  compensationStarted: ({ compensation }) => calls.push(`${compensation.name} started`),
  compensationStuck: ({ compensation }) => calls.push(`${compensation.name} stuck`),
  compensationParked: ({ compensation }, { attempts }) =>
    calls.push(`${compensation.name} parked after attempt ${attempts}`),
  compensationCompleted: ({ compensation }) => calls.push(`${compensation.name} completed`),
  rollbackCompleted: () => calls.push('rollback completed'),
};

describe('step', () => {
  it('returns the result and gives its details to the observers', async () => {
    const saga = new Saga<Step, string>({ observers: [observer] });
    const result = await saga.step(first, { run: () => Promise.resolve(7), details: (size) => ({ size }) });
    expect(result).toBe(7);
    expect(calls).toEqual(['first started', 'first completed {"size":7}']);
  });

  it('rejects with the error of the step', async () => {
    const saga = new Saga<Step, string>({ observers: [observer] });
    const error = new Error('broken');
    await expect(saga.step(first, { run: () => Promise.reject(error) })).rejects.toBe(error);
    expect(calls).toEqual(['first started', 'first failed: Error: broken']);
  });

  it('runs inside the wrappers of all observers, the first one outermost', async () => {
    const wrap = (name: string): SagaObserver<Step> => ({
      runStep: (_, work) => {
        calls.push(name);
        return work();
      },
    });
    const saga = new Saga<Step, string>({ observers: [wrap('outer'), observer, wrap('inner')] });
    await saga.step(first, { run: called('work') });
    expect(calls).toEqual(['first started', 'outer', 'inner', 'work', 'first completed {}']);
  });
});

describe('compensate', () => {
  it('compensates the steps in reverse, with the cause', async () => {
    const saga = new Saga<Step, string>({ observers: [observer] });
    await saga.step(first, { run: called('1'), compensate: (cause) => called(`undo 1: ${cause}`)() });
    await saga.step(second, { run: called('2'), compensate: (cause) => called(`undo 2: ${cause}`)() });
    await saga.step(third, { run: called('3') });
    calls = [];
    await saga.compensate('declined');
    expect(calls).toEqual([
      'undo second started',
      'undo 2: declined',
      'undo second completed',
      'undo first started',
      'undo 1: declined',
      'undo first completed',
      'rollback completed',
    ]);
  });

  it('compensates a step that failed', async () => {
    const saga = new Saga<Step, string>({ observers: [] });
    const failing = saga.step(first, { run: () => Promise.reject(new Error()), compensate: called('undo 1') });
    await failing.catch(() => undefined);
    await saga.compensate('failed');
    expect(calls).toEqual(['undo 1']);
  });

  it('skips a step without a compensation', async () => {
    const saga = new Saga<Step, string>({ observers: [] });
    await saga.step(first, { run: called('1') });
    await saga.step(third, { run: called('3'), compensate: called('undo 3') });
    await saga.compensate('declined');
    expect(calls).toEqual(['1', '3']);
  });

  it('accepts an observer that implements nothing', async () => {
    const saga = new Saga<Step, string>({ observers: [{}], stuckAfter: '1 minute' });
    const failing = saga.step(first, {
      run: () => Promise.reject(new Error('broken')),
      compensate: failTimes('undo 1', 1),
    });
    await expect(failing).rejects.toThrow('broken');
    const rollback = saga.compensate('failed');
    await settle();
    await settle();
    temporal.endDelay();
    await rollback;
    expect(calls).toEqual(['undo 1 fails', 'undo 1']);
  });

  it('runs non-cancellable and inside the wrapper of an observer', async () => {
    const wrapper: SagaObserver<Step> = {
      runRollback: async (work) => {
        calls.push('wrapped');
        await work();
        calls.push('unwrapped');
      },
    };
    const saga = new Saga<Step, string>({ observers: [wrapper] });
    saga.addCompensation(first, () => called(`non-cancellable: ${temporal.inNonCancellableScope}`)());
    await saga.compensate('cancelled');
    expect(calls).toEqual(['wrapped', 'non-cancellable: true', 'unwrapped']);
  });

  it('parks a compensation that fails, runs the next one and tries again after the delay', async () => {
    const saga = new Saga<Step, string>({ observers: [observer] });
    saga.addCompensation(first, called('undo 1'));
    saga.addCompensation(second, failTimes('undo 2', 1));
    const rollback = saga.compensate('cancelled');
    await vi.waitUntil(() => calls.includes('undo first completed'));
    expect(calls).toEqual([
      'undo second started',
      'undo 2 fails',
      'undo second parked after attempt 1',
      'undo first started',
      'undo 1',
      'undo first completed',
    ]);
    expect(saga.parked).toMatchObject([{ id: 'second', name: 'undo second', attempts: 1, lastError: 'no' }]);
    temporal.endDelay();
    expect(await rollback).toBe(true);
    expect(calls.slice(6)).toEqual(['undo 2', 'undo second completed', 'rollback completed']);
    expect(saga.parked).toEqual([]);
  });

  it('tries parked compensations again when asked to, and has nothing to retry otherwise', async () => {
    const saga = new Saga<Step, string>({ observers: [observer] });
    saga.addCompensation(first, failTimes('undo 1', 1));
    saga.addCompensation(second, failTimes('undo 2', 1));
    expect(saga.hasNothingToRetry).toBe(true);
    const rollback = saga.compensate('cancelled');
    await vi.waitUntil(() => saga.parked.length === 2);
    expect(saga.hasNothingToRetry).toBe(false);
    saga.retryNow();
    expect(await rollback).toBe(true);
    expect(saga.hasNothingToRetry).toBe(true);
  });

  it('doubles the delay with each failed attempt, up to six hours', async () => {
    const saga = new Saga<Step, string>({ observers: [] });
    saga.addCompensation(first, failTimes('undo 1', 11));
    const rollback = saga.compensate('cancelled');
    for (let attempts = 1; attempts <= 11; attempts += 1) {
      await vi.waitUntil(() => temporal.delays.length === attempts);
      temporal.endDelay();
    }
    await rollback;
    const minutes = temporal.delays.map((delay) => delay / 60_000);
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
  });

  it('starts a compensation that waits for others only after a parked one has succeeded', async () => {
    const saga = new Saga<Step, string>({ observers: [] });
    saga.addCompensation(first, called('undo 1'), { waitsForOthers: true });
    saga.addCompensation(second, failTimes('undo 2', 1));
    const rollback = saga.compensate('cancelled');
    await vi.waitUntil(() => saga.parked.length === 1);
    for (let i = 0; i < 5; i += 1) await settle();
    expect(calls).toEqual(['undo 2 fails']);
    saga.retryNow();
    await rollback;
    expect(calls).toEqual(['undo 2 fails', 'undo 2', 'undo 1']);
  });

  it('stops when the history is long and only parked compensations are left', async () => {
    temporal.historyLength = 301;
    const saga = new Saga<Step, string>({ observers: [observer] });
    saga.addCompensation(first, called('undo 1'));
    saga.addCompensation(second, failTimes('undo 2', 1));
    expect(await saga.compensate('cancelled')).toBe(false);
    expect(calls).toContain('undo first completed');
    expect(calls).not.toContain('rollback completed');
  });

  it('starts the next compensation when one takes too long, and waits for both', async () => {
    const saga = new Saga<Step, string>({ observers: [observer], stuckAfter: '1 minute' });
    let finish = (): void => undefined;
    saga.addCompensation(first, called('undo 1'));
    saga.addCompensation(second, () => new Promise<void>((resolve) => (finish = resolve)));
    const rollback = saga.compensate('cancelled');
    await vi.waitUntil(() => calls.includes('undo first completed'));
    expect(calls).toEqual([
      'undo second started',
      'undo second stuck',
      'undo first started',
      'undo 1',
      'undo first completed',
    ]);
    finish();
    expect(await rollback).toBe(true);
    expect(calls.slice(5)).toEqual(['undo second completed', 'rollback completed']);
  });

  it('retries each minute before the next compensation in a run of an older version', async () => {
    temporal.parks = false;
    const saga = new Saga<Step, string>({ observers: [observer] });
    saga.addCompensation(first, called('undo 1'));
    saga.addCompensation(second, failTimes('undo 2', 1));
    const rollback = saga.compensate('cancelled');
    await vi.waitUntil(() => calls.includes('undo second stuck'));
    for (let i = 0; i < 5; i += 1) await settle();
    expect(calls).toEqual(['undo second started', 'undo 2 fails', 'undo second stuck']);
    expect(saga.hasNothingToRetry).toBe(true);
    temporal.endDelay();
    await rollback;
    expect(calls.slice(3)).toContain('undo first completed');
  });
});

function failTimes(call: string, times: number): () => Promise<unknown> {
  let failures = 0;
  return () => {
    if (failures === times) return called(call)();
    failures += 1;
    calls.push(`${call} fails`);
    return Promise.reject(new Error('no'));
  };
}
