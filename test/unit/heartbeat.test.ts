import { CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withHeartbeat } from '../../src/activities/heartbeat.js';

let environment: MockActivityEnvironment;
let heartbeats: number;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  heartbeats = 0;
  environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });
  environment.on('heartbeat', () => {
    heartbeats += 1;
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const runWithHeartbeat = <T>(work: (signal: AbortSignal) => Promise<T>) => environment.run(() => withHeartbeat(work));

/** Cancels the activity, which aborts the request. */
const abortableRequest = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the request was aborted')));
    environment.cancel();
  });

it('sends a heartbeat every second', async () => {
  await runWithHeartbeat(() => {
    vi.advanceTimersByTime(3_000);
    return Promise.resolve();
  });
  expect(heartbeats).toBe(3);
});

it('returns the result and stops the heartbeat', async () => {
  await expect(runWithHeartbeat(() => Promise.resolve('receipt'))).resolves.toBe('receipt');
  expect(vi.getTimerCount()).toBe(0);
});

it('rethrows the error and stops the heartbeat', async () => {
  const error = new Error('the gateway is away');
  await expect(runWithHeartbeat(() => Promise.reject(error))).rejects.toBe(error);
  expect(vi.getTimerCount()).toBe(0);
});

it('aborts the work of a cancelled activity and fails with CancelledFailure, whatever the work throws', async () => {
  await expect(runWithHeartbeat(abortableRequest)).rejects.toBeInstanceOf(CancelledFailure);
  expect(vi.getTimerCount()).toBe(0);
});

it('returns the result of work that completes despite the cancellation', async () => {
  await expect(runWithHeartbeat((signal) => abortableRequest(signal).catch(() => 'receipt'))).resolves.toBe('receipt');
});
