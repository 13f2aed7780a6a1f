import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';

interface RepeatedRun<W extends Workflow> {
  /** Of the Schedule; also the workflow id prefix of its executions. */
  readonly id: string;
  readonly everyMs: number;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly args: Parameters<W>;
}

/** Creates or updates a Schedule. One that an operator paused stays paused. */
export async function putSchedule<W extends Workflow>(client: Client, run: RepeatedRun<W>): Promise<void> {
  const { id, everyMs, workflowType, taskQueue, args } = run;
  const options = {
    spec: { intervals: [{ every: everyMs }] },
    action: { type: 'startWorkflow' as const, workflowType, workflowId: id, taskQueue, args },
    // Executions never overlap, and missed ones are not caught up.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: 60_000 },
  };
  try {
    await client.schedule.create({ scheduleId: id, ...options });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(id).update(({ state }) => ({ ...options, state }));
  }
}
