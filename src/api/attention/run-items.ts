import type { WorkflowExecutionDescription, WorkflowExecutionInfo } from '@temporalio/client';
import { decodeOptionalFailureToOptionalError } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.js';
import { orderIdOfWorkflow, returnIdOfWorkflow } from '../../contracts/workflow-ids.js';
import { parked } from '../../workflows/messages.js';
import { innermostMessage } from '../dependencies/innermost-message.js';
import type { Temporal } from '../dependencies/temporal.js';
import type { TemporalWebUi } from '../dependencies/temporal-web-ui.js';
import { newItem, type AttentionItem } from './attention-item.js';

/** Timeout of all calls together, in milliseconds. */
const CALL_TIMEOUT_MS = 5_000;
/** Runs of each kind. Others become visible when these are resolved. */
const MAX_RUNS = 50;
/** A compensation that takes longer counts as stuck, in milliseconds. */
const STUCK_AFTER_MS = 60_000;
/** How long a dead run is looked for, in milliseconds. */
const DEAD_RUNS_MS = 7 * 24 * 3_600_000;

const NEEDS_ATTENTION = `${SEARCH_ATTRIBUTES.needsAttention.name} = true AND ExecutionStatus = "Running"`;
const STATUS = SEARCH_ATTRIBUTES.orderStatus.name;

/** Finds the workflow executions that need attention. Temporal's visibility lags by up to a few seconds. */
export class AttentionRuns {
  constructor(
    private readonly temporal: Temporal,
    private readonly webUi: TemporalWebUi,
  ) {}

  /** Parked compensations and steps, and compensations whose activity keeps failing. */
  async findFailing(): Promise<AttentionItem[]> {
    const { connection } = this.temporal;
    return connection.withDeadline(Date.now() + CALL_TIMEOUT_MS, async () => {
      const before = new Date(Date.now() - STUCK_AFTER_MS).toISOString();
      const compensating = `(WorkflowType = "placeOrder" AND ${STATUS} IN ("cancelled", "failed")
        OR WorkflowType IN ("cancelConfirmedOrder", "refundLatePayment", "releaseOtherCharge"))
        AND ExecutionStatus = "Running" AND StartTime < "${before}"`;
      const [parkedRuns, slowRuns] = await Promise.all([this.list(NEEDS_ATTENTION), this.list(compensating)]);
      const parkedIds = new Set(parkedRuns.map(({ workflowId }) => workflowId));
      const stuck = slowRuns.filter(({ workflowId }) => !parkedIds.has(workflowId));
      const items = await Promise.all([
        ...parkedRuns.map((run) => this.parkedItems(run)),
        ...stuck.map((run) => this.stuckItems(run)),
      ]);
      return items.flat();
    });
  }

  /** The orders whose placement was terminated, timed out or failed in the last week. Another run may have ended them since. */
  findDeadPlacements(): Promise<{ orderId: string; workflowId: string; status: string; closedAt: string }[]> {
    const after = new Date(Date.now() - DEAD_RUNS_MS).toISOString();
    const query = `WorkflowType = "placeOrder" AND ExecutionStatus IN ("Terminated", "TimedOut", "Failed") AND CloseTime > "${after}"`;
    return this.temporal.connection.withDeadline(Date.now() + CALL_TIMEOUT_MS, async () =>
      (await this.list(query)).flatMap(({ workflowId, status, closeTime, startTime }) => {
        const orderId = orderIdOfWorkflow(workflowId);
        const closedAt = (closeTime ?? startTime).toISOString();
        return orderId === null ? [] : [{ orderId, workflowId, status: status.name, closedAt }];
      }),
    );
  }

  private async list(query: string): Promise<WorkflowExecutionInfo[]> {
    const runs: WorkflowExecutionInfo[] = [];
    for await (const run of this.temporal.client.workflow.list({ query, pageSize: MAX_RUNS })) {
      runs.push(run);
      if (runs.length === MAX_RUNS) break;
    }
    return runs;
  }

  /** Without a worker, the run answers no query: then the item lacks its attempts. */
  private async parkedItems({ workflowId, runId, startTime }: WorkflowExecutionInfo): Promise<AttentionItem[]> {
    const common = { kind: 'parked', since: startTime.toISOString(), ...this.subjectOf(workflowId) } as const;
    const handle = this.temporal.client.workflow.getHandle(workflowId, runId);
    const compensations = await handle.query(parked).catch(() => undefined);
    if (compensations === undefined) return [newItem({ ...common, id: workflowId, subject: workflowId })];
    return compensations.map(({ id, name, attempts, lastError, nextTryAt }) =>
      newItem({
        ...common,
        id: `${workflowId} ${id}`,
        subject: name,
        attempts,
        last_error: lastError,
        next_try_at: nextTryAt,
      }),
    );
  }

  private async stuckItems({ workflowId, runId, startTime }: WorkflowExecutionInfo): Promise<AttentionItem[]> {
    const description = await this.temporal.client.workflow.getHandle(workflowId, runId).describe();
    const failing = (description.raw.pendingActivities ?? []).filter(({ lastFailure }) => lastFailure);
    return Promise.all(
      failing.map(async ({ activityId, activityType, attempt, lastFailure, scheduledTime }) =>
        newItem({
          kind: 'stuck',
          id: `${workflowId} ${activityId}`,
          subject: activityType?.name ?? '',
          since: startTime.toISOString(),
          attempts: attempt ?? 1,
          last_error: await this.readMessage(lastFailure),
          next_try_at: scheduledTime
            ? new Date(Number(String(scheduledTime.seconds ?? 0)) * 1_000).toISOString()
            : null,
          ...this.subjectOf(workflowId),
        }),
      ),
    );
  }

  private async readMessage(
    failure: NonNullable<WorkflowExecutionDescription['raw']['pendingActivities']>[number]['lastFailure'],
  ): Promise<string> {
    const { loadedDataConverter } = this.temporal.client.options;
    return innermostMessage(await decodeOptionalFailureToOptionalError(loadedDataConverter, failure));
  }

  private subjectOf(workflowId: string) {
    return {
      order_id: orderIdOfWorkflow(workflowId),
      reason: returnIdOfWorkflow(workflowId),
      workflow_id: workflowId,
      web_ui_url: this.webUi.linkTo(workflowId),
    };
  }
}
