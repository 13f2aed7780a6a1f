import { WorkflowNotFoundError, type Client, type WorkflowExecutionStatusName } from '@temporalio/client';
import { decodeOptionalFailureToOptionalError } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { innermostMessage } from '../../dependencies/innermost-message.js';
import type { Temporal } from '../../dependencies/temporal.js';
import { readHistory, type ActivityRecord, type Failure, type HistoryRecords } from './history-records.js';

/** Timeout of the calls for one run, in milliseconds. */
const CALL_TIMEOUT_MS = 5_000;
/** Earlier runs of all workflow ids together. More than a few resets of one order are a mistake. */
const MAX_EARLIER_RUNS = 10;

/** An activity with the message of its last failure. */
export interface RunActivity extends Omit<ActivityRecord, 'failure'> {
  readonly lastError: string | null;
}

/** A workflow execution of an order. */
export interface RunRecord extends Omit<HistoryRecords, 'activities'> {
  readonly workflowId: string;
  readonly runId: string;
  /** Whether a later run of the workflow id exists, after a reset or a restart. */
  readonly isSuperseded: boolean;
  readonly type: string;
  readonly status: WorkflowExecutionStatusName;
  readonly activities: readonly RunActivity[];
  /** 32 hexadecimal digits; null when the run is not traced. */
  readonly traceId: string | null;
}

/** Reads what the workflow executions of an order did. */
export class OrderHistories {
  constructor(private readonly temporal: Temporal) {}

  /** The latest executions of the given workflow ids that Temporal retains, in the order of the ids. */
  async read(workflowIds: readonly string[]): Promise<RunRecord[]> {
    const runs = await Promise.all(workflowIds.map((workflowId) => this.readRun(workflowId)));
    return runs.filter((run) => run !== null);
  }

  /** The runs that later ones have replaced. Temporal lists a run a few seconds after it has started. */
  async readEarlier(latest: readonly RunRecord[]): Promise<RunRecord[]> {
    const { connection, client } = this.temporal;
    if (latest.length === 0) return [];
    const ids = latest.map(({ workflowId }) => `"${workflowId}"`).join(', ');
    const latestRuns = new Set(latest.map(({ runId }) => runId));
    const earlier = await connection.withDeadline(Date.now() + CALL_TIMEOUT_MS, async () => {
      const found: { workflowId: string; runId: string }[] = [];
      for await (const { workflowId, runId } of client.workflow.list({ query: `WorkflowId IN (${ids})` })) {
        if (!latestRuns.has(runId)) found.push({ workflowId, runId });
        if (found.length === MAX_EARLIER_RUNS) break;
      }
      return found;
    });
    const runs = await Promise.all(earlier.map(({ workflowId, runId }) => this.readRun(workflowId, runId)));
    // A run that has started since is the latest one, whose predecessor is listed next time.
    return runs.flatMap((run) => (run === null || run.status === 'RUNNING' ? [] : [{ ...run, isSuperseded: true }]));
  }

  private async readRun(workflowId: string, runId?: string): Promise<RunRecord | null> {
    const { connection, client } = this.temporal;
    try {
      return await connection.withDeadline(Date.now() + CALL_TIMEOUT_MS, () => readRun(client, workflowId, runId));
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  }
}

async function readRun(client: Client, workflowId: string, runId?: string): Promise<RunRecord> {
  const description = await client.workflow.getHandle(workflowId, runId).describe();
  const history = await client.workflow.getHandle(workflowId, description.runId).fetchHistory();
  const events = history.events ?? [];
  const { activities, ...records } = readHistory(events, description.raw.pendingActivities ?? []);
  return {
    ...records,
    workflowId,
    runId: description.runId,
    isSuperseded: false,
    type: description.type,
    status: description.status.name,
    activities: await Promise.all(
      activities.map(async ({ failure, ...activity }) => ({
        ...activity,
        lastError: failure && (await readMessage(client, failure)),
      })),
    ),
    traceId: readTraceId(events[0]?.workflowExecutionStartedEventAttributes?.header?.fields?.['_tracer-data']?.data),
  };
}

async function readMessage(client: Client, failure: Failure): Promise<string> {
  const error = await decodeOptionalFailureToOptionalError(client.options.loadedDataConverter, failure);
  return innermostMessage(error);
}

/** The trace context that the client's interceptor sent. */
function readTraceId(data: Uint8Array | null | undefined): string | null {
  const [, traceId] = /"traceparent":"\w{2}-(\w{32})-/.exec(Buffer.from(data ?? []).toString()) ?? [];
  return traceId ?? null;
}
