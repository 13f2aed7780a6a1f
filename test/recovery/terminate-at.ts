import { ApplicationFailure } from '@temporalio/common';
import { waitUntil } from '../kit/observe.js';
import type { System } from '../kit/system.js';

export type Moment = 'before' | 'after';

/** Starts a run and terminates it before or after one of its activities takes effect. */
export async function terminateAt(
  system: System,
  activity: string,
  moment: Moment,
  workflowId: string,
  start: () => Promise<unknown>,
): Promise<void> {
  let reach: () => void = () => undefined;
  let release: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const terminated = new Promise<void>((resolve) => (release = resolve));
  system.fault = async (name, run) => {
    if (name !== activity) return run();
    if (moment === 'after') await run();
    reach();
    await terminated;
    throw ApplicationFailure.nonRetryable('the run was terminated');
  };
  // A placement answers only when its order is accepted, which may be later.
  start().catch(() => undefined);
  await reached;
  await system.temporal.client.workflow.getHandle(workflowId).terminate('a test');
  system.fault = undefined;
  release();
  await waitUntilListed(system, workflowId);
}

/** Temporal's list of runs is eventually consistent. */
export async function waitUntilListed({ temporal }: System, workflowId: string): Promise<void> {
  await waitUntil(
    async () => {
      const statuses: string[] = [];
      for await (const { status } of temporal.client.workflow.list({ query: `WorkflowId = '${workflowId}'` }))
        statuses.push(status.name);
      return statuses;
    },
    (statuses) => statuses.length > 0 && !statuses.includes('RUNNING'),
  );
}
