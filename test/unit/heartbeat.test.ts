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

/** A request that is cut off when its activity is cancelled, which happens now. */
const abortableRequest = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the request was aborted')));
    environment.cancel();
  });

it('heartbeats each second while the work runs', async () => {
  await runWithHeartbeat(() => {
    vi.advanceTimersByTime(3_000);
    return Promise.resolve();
  });
  expect(heartbeats).toBe(3);
});

it('answers what the work answers, and stops heartbeating', async () => {
  await expect(runWithHeartbeat(() => Promise.resolve('receipt'))).resolves.toBe('receipt');
  expect(vi.getTimerCount()).toBe(0);
});

it('fails as the work fails, and stops heartbeating', async () => {
  const error = new Error('the gateway is away');
  await expect(runWithHeartbeat(() => Promise.reject(error))).rejects.toBe(error);
  expect(vi.getTimerCount()).toBe(0);
});

it('aborts the work of a cancelled activity and fails as cancelled, whatever the work throws', async () => {
  await expect(runWithHeartbeat(abortableRequest)).rejects.toBeInstanceOf(CancelledFailure);
  expect(vi.getTimerCount()).toBe(0);
});

it('keeps what a cancelled activity has finished all the same', async () => {
  await expect(runWithHeartbeat((signal) => abortableRequest(signal).catch(() => 'receipt'))).resolves.toBe('receipt');
});
