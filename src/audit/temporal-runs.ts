import type { Client } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.js';
import type * as workflows from '../workflows/index.js';

/** A workflow run. The properties are named after the columns of `listed_runs`. */
export interface ListedRun {
  readonly workflow_id: string;
  readonly type: string;
  /** Temporal's status: `RUNNING`, `COMPLETED`, `CANCELED`, … */
  readonly status: string;
  /** The order or refund in the workflow id; null when it contains none. */
  readonly subject: string | null;
  /** The search attribute `OrderStatus`; null when it is not set. */
  readonly order_status: string | null;
  /** ISO 8601. */
  readonly started_at: string;
  /** The step or compensation that keeps failing; null when there is none. */
  readonly stuck: string | null;
}

const RUN_TYPES = [
  'placeOrder',
  'cancelConfirmedOrder',
  'refundLatePayment',
  'releaseOtherCharge',
  'refundPayment',
  'followPayment',
  'returnOrder',
] as const satisfies readonly (keyof typeof workflows)[];

/** Visibility query for the runs that concern an order. */
export const ORDER_RUNS_QUERY = `WorkflowType IN (${RUN_TYPES.map((type) => `"${type}"`).join(', ')})`;

/** Status names, by Temporal's enum value. */
const STATUSES: readonly string[] = [
  'UNSPECIFIED',
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'CANCELED',
  'TERMINATED',
  'CONTINUED_AS_NEW',
  'TIMED_OUT',
  'PAUSED',
];

const PAGE_SIZE = 1_000;
/** Timeout of the query for stuck steps, in ms. */
const QUERY_TIMEOUT_MS = 5_000;
const QUERY_CONCURRENCY = 20;

/**
 * Lists the workflow runs that concern an order, page by page. Temporal's visibility is eventually consistent, and a run that
 * changes during the listing may appear twice.
 *
 * Queries runs that compensate or cancel for stuck steps.
 *
 * @param pageSize - runs per request to Temporal
 */
export async function* listRuns(client: Client, pageSize = PAGE_SIZE): AsyncGenerator<readonly ListedRun[]> {
  let nextPageToken: Uint8Array = Buffer.alloc(0);
  do {
    const page = await client.workflowService.listWorkflowExecutions({
      namespace: client.options.namespace,
      query: ORDER_RUNS_QUERY,
      pageSize,
      nextPageToken,
    });
    nextPageToken = page.nextPageToken;
    const runs = page.executions.map(toRun);
    for (let offset = 0; offset < runs.length; offset += QUERY_CONCURRENCY) {
      yield await Promise.all(
        runs.slice(offset, offset + QUERY_CONCURRENCY).map((run) => withStuckDetails(client, run)),
      );
    }
  } while (nextPageToken.length > 0);
}

type Execution = Awaited<ReturnType<Client['workflowService']['listWorkflowExecutions']>>['executions'][number];

function toRun({ execution, type, status, startTime, searchAttributes }: Execution): ListedRun {
  const workflowId = execution?.workflowId ?? '';
  const data = searchAttributes?.indexedFields?.[SEARCH_ATTRIBUTES.orderStatus.name]?.data;
  return {
    workflow_id: workflowId,
    type: type?.name ?? '',
    status: STATUSES[status ?? 0] ?? `status ${status}`,
    subject: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(workflowId)?.[0] ?? null,
    order_status: data ? (JSON.parse(Buffer.from(data).toString()) as string) : null,
    started_at: new Date(Number(startTime?.seconds ?? 0) * 1_000 + (startTime?.nanos ?? 0) / 1e6).toISOString(),
    stuck: null,
  };
}

async function withStuckDetails(client: Client, run: ListedRun): Promise<ListedRun> {
  const compensating = run.type !== 'placeOrder' || run.order_status === 'cancelled' || run.order_status === 'failed';
  return run.status === 'RUNNING' && compensating
    ? { ...run, stuck: await queryStuckDetails(client, run.workflow_id) }
    : run;
}

/** Returns the run's current details when they report a stuck or parked step, as all workflows do. */
async function queryStuckDetails(client: Client, workflowId: string): Promise<string | null> {
  try {
    const { currentDetails } = await client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, () =>
      client.workflow.getHandle(workflowId).query<{ currentDetails?: string }>('__temporal_workflow_metadata'),
    );
    return currentDetails !== undefined && /^(Stuck|Parked)/.test(currentDetails) ? currentDetails : null;
  } catch {
    return 'the workflow does not answer queries';
  }
}
