import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Fault } from '../kit/faulty-activities.js';
import { waitUntil } from '../kit/observe.js';
import type { System } from '../kit/system.js';

/**
 * When a run is terminated, relative to one of its activities: before it has acted, after it has acted, or while it runs and
 * acts only when everything else has ended.
 */
export const MOMENTS = ['before', 'after', 'during'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Every combination of a moment and an activity. */
export const terminations = <M extends Moment>(moments: readonly M[], activities: readonly string[]) =>
  activities.flatMap((activity) => moments.map((moment): [M, string] => [moment, activity]));

/** A worker retries a local activity until it learns that the run was terminated, which may be during the next test. */
const terminatedRunIds = new Set<string>();

/** Terminates the run that executes an activity, the first time that one does. */
export function terminateAt(client: Client, activity: string, moment: Moment) {
  let done = false;
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  let report!: (workflowId: string) => void;
  /** Resolves with the workflow id of the run once it is terminated. */
  const terminated = new Promise<string>((resolve) => (report = resolve));
  let late: Promise<unknown> = Promise.resolve();
  const fault: Fault = async (name, run) => {
    const { workflowId = '', runId = '' } = Context.current().info.workflowExecution ?? {};
    if (terminatedRunIds.has(runId)) throw new Error('the run was terminated');
    if (done || name !== activity) return run();
    done = true;
    terminatedRunIds.add(runId);
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

/** Starts a run and terminates it at one of its activities; resolves when Temporal lists it as closed. */
export async function startAndTerminate(
  system: System,
  activity: string,
  moment: Exclude<Moment, 'during'>,
  start: () => Promise<unknown>,
): Promise<void> {
  const { fault, terminated } = terminateAt(system.temporal.client, activity, moment);
  system.fault = fault;
  // A placement answers only when its order is accepted, which may be never.
  start().catch(() => undefined);
  await waitUntilListed(system.temporal.client, await terminated);
}

/** Resolves when Temporal's list of runs, which is eventually consistent, shows no open run of the workflow id. */
export async function waitUntilListed(client: Client, workflowId: string): Promise<void> {
  await waitUntil(
    async () => {
      const statuses: string[] = [];
      for await (const { status } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` }))
        statuses.push(status.name);
      return statuses;
    },
    (statuses) => statuses.length > 0 && !statuses.includes('RUNNING'),
  );
}
