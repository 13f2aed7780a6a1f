import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Saga } from '../../src/workflows/saga/saga.js';
import type { SagaObserver } from '../../src/workflows/saga/saga-observer.js';
import type { Step } from '../../src/workflows/saga/step.js';

const temporal = vi.hoisted(() => ({
  /** Ends the delay before each retry. */
  endDelay: (): void => undefined,
  inNonCancellableScope: false,
}));
vi.mock('@temporalio/workflow', () => ({
  CancellationScope: {
    nonCancellable: async <T>(work: () => Promise<T>) => {
      temporal.inNonCancellableScope = true;
      return work().finally(() => (temporal.inNonCancellableScope = false));
    },
  },
  /** The time-out passes once nothing else can run. */
  condition: async (predicate: () => boolean) => {
    await settle();
    return predicate();
  },
  sleep: () => new Promise<void>((resolve) => (temporal.endDelay = resolve)),
  log: { error: () => undefined },
}));

const settle = () => new Promise((resolve) => setImmediate(resolve));

const first = { id: 'first', name: 'first', compensation: { name: 'undo first' } };
const second = { id: 'second', name: 'second', compensation: { name: 'undo second' } };
const third = { id: 'third', name: 'third' };

let calls: string[];
beforeEach(() => {
  calls = [];
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
      compensate: failOnce('undo 1'),
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

  it('retries a compensation before it starts the next one', async () => {
    const saga = new Saga<Step, string>({ observers: [observer] });
    saga.addCompensation(first, called('undo 1'));
    saga.addCompensation(second, failOnce('undo 2'));
    const rollback = saga.compensate('cancelled');
    await settle();
    expect(calls).toEqual(['undo second started', 'undo 2 fails', 'undo second stuck']);
    temporal.endDelay();
    await rollback;
    expect(calls.slice(3)).toEqual([
      'undo 2',
      'undo second completed',
      'undo first started',
      'undo 1',
      'undo first completed',
      'rollback completed',
    ]);
  });

  it('starts the next compensation when one is stuck, and waits for both', async () => {
    const saga = new Saga<Step, string>({ observers: [observer], stuckAfter: '1 minute' });
    saga.addCompensation(first, called('undo 1'));
    saga.addCompensation(second, failOnce('undo 2'));
    let ended = false;
    const rollback = saga.compensate('cancelled').then(() => (ended = true));
    await settle();
    await settle();
    await settle();
    expect(ended).toBe(false);
    expect(calls).toEqual([
      'undo second started',
      'undo 2 fails',
      'undo second stuck',
      'undo second stuck',
      'undo first started',
      'undo 1',
      'undo first completed',
    ]);
    temporal.endDelay();
    await rollback;
    expect(calls.slice(7)).toEqual(['undo 2', 'undo second completed', 'rollback completed']);
  });
});

function failOnce(call: string): () => Promise<unknown> {
  let failed = false;
  return () => {
    if (failed) return called(call)();
    failed = true;
    calls.push(`${call} fails`);
    return Promise.reject(new Error());
  };
}
