import { Worker } from '@temporalio/worker';
import { expect, inject } from 'vitest';
import type { System } from './system.js';

/** Replays every run of a test file against the current code. A run that cannot be replayed cannot be resumed. */
export async function replayAll({ temporal }: System): Promise<void> {
  const histories = temporal.client.workflow.list().intoHistories();
  const failures: unknown[] = [];
  let replayed = 0;
  const options = { workflowBundle: { codePath: inject('workflowBundlePath') } };
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
    replayed += 1;
    if (error) failures.push({ workflowId, error });
  }
  expect(failures).toEqual([]);
  expect(replayed).toBeGreaterThan(0);
}
