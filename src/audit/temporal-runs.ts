import type { Client } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.js';
import type * as workflows from '../workflows/index.js';

/** A run, as far as an audit goes into it. */
export interface ListedRun {
  readonly workflow_id: string;
  readonly type: string;
  /** As Temporal names it: `RUNNING`, `COMPLETED`, `CANCELED`, … */
  readonly status: string;
  /** The order, or the refund, that it is about; null when the run's id names none. */
  readonly subject: string | null;
  /** The search attribute `OrderStatus`; null where the run has none. */
  readonly order_status: string | null;
  /** ISO 8601. */
  readonly started_at: string;
  /** What keeps failing and waits for an operator; null when nothing does. */
  readonly stuck: string | null;
}

const RUN_TYPES = [
  'placeOrder',
  'cancelConfirmedOrder',
  'refundLatePayment',
  'refundPayment',
] as const satisfies readonly (keyof typeof workflows)[];

/** In Temporal's list the runs that are about an order. */
export const ORDER_RUNS_QUERY = `WorkflowType IN (${RUN_TYPES.map((type) => `"${type}"`).join(', ')})`;

/** By the numbers that Temporal gives them. */
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
/** Longest that a run is waited for that is asked what it is doing, in ms. */
const QUERY_TIMEOUT_MS = 5_000;
const QUERY_CONCURRENCY = 20;

/**
 * The runs of the project's workflows, page by page, as Temporal's visibility has them: a moment late, and one that moves
 * meanwhile may come twice.
 *
 * Those that are undoing an order are asked whether they are stuck. Nothing else of a run is decoded.
 *
 * @param pageSize - runs that Temporal is asked for at a time
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

/** What a run tells in its details: the one word of it that each of the workflows says alike. */
async function queryStuckDetails(client: Client, workflowId: string): Promise<string | null> {
  try {
    const { currentDetails } = await client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, () =>
      client.workflow.getHandle(workflowId).query<{ currentDetails?: string }>('__temporal_workflow_metadata'),
    );
    return currentDetails?.startsWith('Stuck') ? currentDetails : null;
  } catch {
    return 'it does not answer';
  }
}
