import { describe, expect, it } from 'vitest';
import { receivesTasks, type TaskQueueDescription } from '../../src/api/operations/have-workers.js';

const NOW = 1_700_000_000_000;
const [UNVERSIONED, VERSIONED] = [1, 2];

function pollerOf(buildId: string | undefined, secondsAgo = 1): TaskQueueDescription['pollers'][number] {
  return {
    identity: 'worker',
    lastAccessTime: { seconds: NOW / 1_000 - secondsAgo },
    deploymentOptions: {
      deploymentName: 'durable-orders-orders',
      // Also the poll of a worker without a version has a build id: a hash of its code.
      buildId: buildId ?? 'hash',
      workerVersioningMode: buildId === undefined ? UNVERSIONED : VERSIONED,
    },
  } as unknown as TaskQueueDescription['pollers'][number];
}

function describeQueue(current: string | undefined, pollers: TaskQueueDescription['pollers']): TaskQueueDescription {
  const version = { deploymentName: 'durable-orders-orders', buildId: current };
  return {
    pollers,
    versioningInfo: current === undefined ? null : { currentDeploymentVersion: version },
  };
}

const receives = (current: string | undefined, ...pollers: TaskQueueDescription['pollers']) =>
  receivesTasks(describeQueue(current, pollers), NOW - 70_000);

describe('a task queue', () => {
  it('has a worker when one of the current version polls', () => {
    expect(receives('v2', pollerOf('v1'), pollerOf('v2'))).toBe(true);
    expect(receives(undefined, pollerOf(undefined))).toBe(true);
  });

  it('has none when only workers of other versions poll, or polled long ago', () => {
    expect(receives('v2', pollerOf('v1'))).toBe(false);
    expect(receives('v2', pollerOf(undefined))).toBe(false);
    expect(receives(undefined, pollerOf('v1'))).toBe(false);
    expect(receives('v2', pollerOf('v2', 90))).toBe(false);
    expect(receives('v2')).toBe(false);
  });
});
