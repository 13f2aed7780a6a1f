import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Fault } from '../kit/faulty-activities.js';
import { waitUntil } from '../kit/observe.js';

/**
 * When a run is terminated, relative to one of its activities: before it has acted, after it has acted, or while it runs and
 * acts only when everything else has ended.
 */
export const MOMENTS = ['before', 'after', 'during'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Terminates the run that executes an activity, the first time that it does. */
export function terminateAt(client: Client, activity: string, moment: Moment) {
  let terminatedRunId: string | undefined;
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  let report!: (workflowId: string) => void;
  /** Resolves with the workflow id of the run once it is terminated. */
  const terminated = new Promise<string>((resolve) => (report = resolve));
  let late: Promise<unknown> = Promise.resolve();
  const fault: Fault = async (name, run) => {
    if (name !== activity) return run();
    const { workflowId = '', runId = '' } = Context.current().info.workflowExecution ?? {};
    // A worker may retry a local activity before it learns that its run was terminated.
    if (terminatedRunId === runId) throw new Error('the run was terminated');
    if (terminatedRunId !== undefined) return run();
    terminatedRunId = runId;
    if (moment === 'after') await run();
    await client.workflow.getHandle(workflowId, runId).terminate('a test');
    report(workflowId);
    if (moment !== 'during') throw new Error('the run was terminated');
    late = released.then(run);
    return late;
  };
  /** Lets an activity act that was interrupted; its rejection is an outcome too. */
  const actLate = async () => {
    release();
    await late.catch(() => undefined);
  };
  return { fault, terminated, actLate };
}

/** Resolves when no run of the order is open. */
export async function waitUntilAtRest(client: Client, orderId: string): Promise<void> {
  for (const kind of ['order', 'cancel', 'late-payment']) {
    await waitUntil(
      () =>
        client.workflow
          .getHandle(`${kind}-${orderId}`)
          .describe()
          .then(
            ({ status }) => status.name,
            () => null,
          ),
      (status) => status !== 'RUNNING',
    );
  }
}
