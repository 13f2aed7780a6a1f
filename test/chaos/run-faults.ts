import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { ORDER_RUNS_QUERY } from '../../src/audit/temporal-runs.js';
import { execFileAsync } from '../../src/process/child-process.js';
import { deploymentNameFor, TASK_QUEUES } from '../../src/contracts/task-queues.js';
import type { WorkerName } from '../../src/process/processes.js';
import type { RunFault } from './fault-kinds.js';
import { GARBAGE_ARGUMENTS, GARBAGE_INPUTS, select } from './garbage.js';
import type { PlannedFault } from './plan.js';

interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

/** Faults choose among the latest runs. */
const CANDIDATE_COUNT = 1_000;
const RETRY_DELAY_MS = 500;
const ATTEMPT_TIMEOUT_MS = 10_000;
/** A fault is retried while Temporal is away or no run is a target. */
const TIMEOUT_MS = 60_000;

/** Added to the draw of an attempt that failed, so that the next one selects another run. */
const OTHER_TARGET = 0.382;

const GARBAGE_WORKFLOW_ID = /^garbage-\d+$/;

/** Resets, terminates, cancels, signals and starts runs, as an operator or a stranger does. Bypasses the links. */
export class RunFaults {
  /** @param executable - path of the Temporal CLI */
  constructor(
    private readonly client: Client,
    private readonly address: string,
    private readonly executable: string,
  ) {}

  /** Resolves when the server has accepted the request. */
  async inject(fault: PlannedFault & RunFault): Promise<void> {
    const deadline = Date.now() + TIMEOUT_MS;
    for (let draw = fault.draw; ; draw = (draw + OTHER_TARGET) % 1) {
      try {
        await this.client.withDeadline(Date.now() + ATTEMPT_TIMEOUT_MS, () => this.attempt({ ...fault, draw }));
        return;
      } catch (error) {
        // The target has ended, for good when it was terminated before its first task, or Temporal is away because of another fault.
        if (Date.now() > deadline) throw error;
        await sleep(RETRY_DELAY_MS);
      }
    }
  }

  /** Makes a version of a domain's workers current. */
  async setCurrentVersion(domain: WorkerName, buildId: string): Promise<void> {
    const deadline = Date.now() + TIMEOUT_MS;
    const version = ['--deployment-name', deploymentNameFor(domain), '--build-id', buildId];
    for (;;) {
      try {
        await this.cli('worker', 'deployment', 'set-current-version', ...version, '--yes');
        return;
      } catch (error) {
        // The server does not know a version before its first worker polls.
        if (Date.now() > deadline) throw error;
        await sleep(RETRY_DELAY_MS);
      }
    }
  }

  private async attempt(fault: PlannedFault & RunFault): Promise<void> {
    switch (fault.kind) {
      case 'reset-run':
        return this.reset(await this.findRun(fault.draw, ''), fault);
      case 'terminate': {
        const run = await this.findRun(fault.draw, 'AND ExecutionStatus = "Running"');
        await this.cli('workflow', 'terminate', ...target(run), '--reason', 'chaos');
        return;
      }
      case 'cancel': {
        const run = await this.findRun(fault.draw, 'AND ExecutionStatus = "Running"');
        await this.cli('workflow', 'cancel', ...target(run));
        return;
      }
      case 'signal': {
        const run = await this.findRun(fault.draw, 'AND WorkflowType = "placeOrder" AND ExecutionStatus = "Running"');
        const argument = select(GARBAGE_ARGUMENTS[fault.signal], fault.draw);
        await this.cli('workflow', 'signal', ...target(run), '--name', fault.signal, ...input(argument));
        return;
      }
      case 'start': {
        const workflow = ['--type', 'placeOrder', '--task-queue', TASK_QUEUES.orders];
        const id = ['--workflow-id', `garbage-${fault.atMs}`, '--id-conflict-policy', 'UseExisting'];
        await this.cli('workflow', 'start', ...workflow, ...id, ...input(select(GARBAGE_INPUTS, fault.draw)));
        return;
      }
    }
  }

  private async reset(run: Run, { via, draw }: Extract<RunFault, { kind: 'reset-run' }> & PlannedFault): Promise<void> {
    const { events } = await this.client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
    const points = (events ?? []).flatMap(({ eventId, workflowTaskCompletedEventAttributes }) =>
      eventId && workflowTaskCompletedEventAttributes ? [eventId] : [],
    );
    // The fraction of a second draw, so that run and point are independent of each other.
    const point = select(points, (draw * CANDIDATE_COUNT) % 1);
    if (!point) throw new Error(`${run.workflowId} has no workflow task yet.`);
    // A reset terminates a run that is open.
    if (via === 'cli') {
      await this.cli('workflow', 'reset', ...target(run), '--event-id', point.toString(), '--reason', 'chaos');
      return;
    }
    await this.client.workflowService.resetWorkflowExecution({
      namespace: this.client.options.namespace,
      workflowExecution: run,
      workflowTaskFinishEventId: point,
      requestId: randomUUID(),
      reason: 'chaos',
    });
  }

  /** @throws when no run is a target now */
  private async findRun(draw: number, condition: string): Promise<Run> {
    const { executions } = await this.client.workflowService.listWorkflowExecutions({
      namespace: this.client.options.namespace,
      query: `${ORDER_RUNS_QUERY} ${condition}`,
      pageSize: CANDIDATE_COUNT,
    });
    const runs = executions.flatMap(({ execution }) =>
      execution?.workflowId && execution.runId && !GARBAGE_WORKFLOW_ID.test(execution.workflowId)
        ? [{ workflowId: execution.workflowId, runId: execution.runId }]
        : [],
    );
    const run = select(runs, draw);
    if (!run) throw new Error('No run is a target of the fault.');
    return run;
  }

  private async cli(...args: string[]): Promise<void> {
    const server = ['--address', this.address, '--namespace', this.client.options.namespace];
    // The user's own profile does not apply.
    const isolation = ['--disable-config-file', '--disable-config-env'];
    await execFileAsync(this.executable, [...args, ...server, ...isolation], { timeout: ATTEMPT_TIMEOUT_MS });
  }
}

const target = ({ workflowId, runId }: Run) => ['--workflow-id', workflowId, '--run-id', runId];

const input = (value: unknown) => (value === undefined ? [] : ['--input', JSON.stringify(value)]);
