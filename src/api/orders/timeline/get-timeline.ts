import { isOperator } from '../../auth/user.js';
import { isTemporalOutage } from '../../dependencies/outages.js';
import { defineRoute, problems } from '../../http/route.js';
import type { Services } from '../../services.js';
import {
  compensatingWorkflowIds,
  otherChargeWorkflowId,
  refundWorkflowId,
  returnWorkflowId,
} from '../../../contracts/workflow-ids.js';
import { getVisibleOrder, orderParams } from '../order-views.js';
import { readSentEvents } from './sent-events.js';
import { buildEntries, undoState, type OrderRecords } from './build-timeline.js';
import type { RunRecord } from './order-histories.js';
import { timelineRepresentation, type TimelineView } from './timeline-representation.js';

export const getTimeline = defineRoute({
  method: 'get',
  path: '/v1/orders/:id/timeline',
  operationId: 'getTimeline',
  summary: 'Get everything that happened to an order',
  description:
    'Returns the changes, steps, compensations, refunds, returns, disputes and messages of the order, read from the database and from ' +
    'the histories of its runs, with their attempts. Operators also get errors, runs, and the events that were sent.',
  access: 'owner_or_operator',
  scope: 'orders:read',
  params: orderParams,
  responses: { 200: { description: 'The timeline.', body: timelineRepresentation } },
  problems: problems('order_not_found'),
  async handler({ user, params }, services) {
    const { id, currency } = await getVisibleOrder(services.orders, params.id, user);
    const isForOperator = isOperator(user);
    const [records, events] = await Promise.all([
      readRecords(id, isForOperator, services),
      isForOperator ? readSentEvents(id, services) : [],
    ]);
    const entries = buildEntries(records);
    const timeline: TimelineView = {
      order_id: id,
      currency,
      undo: undoState(entries),
      settled: records.runs?.every(({ status }) => status !== 'RUNNING') ?? false,
      runs_known: records.runs !== undefined,
      data: entries,
      runs: records.runs?.map((run) => toRun(run, services)) ?? [],
      events,
    };
    return { status: 200, body: isForOperator ? timeline : forCustomer(timeline) };
  },
});

async function readRecords(
  orderId: string,
  withEarlierRuns: boolean,
  { orders, payments, returns, histories }: Services,
): Promise<OrderRecords> {
  const [changes, payment, storedReturns] = await Promise.all([
    orders.history(orderId),
    payments.findWithRefunds(orderId),
    returns.list(orderId),
  ]);
  const charge = payment?.otherTransactionId;
  const returnIds = storedReturns.map(({ id }) => id);
  // The refund of a return has its id, and no run of its own.
  const refundIds = (payment?.refunds ?? []).map(({ id }) => id).filter((id) => !returnIds.includes(id));
  const workflowIds = [
    ...compensatingWorkflowIds(orderId),
    ...refundIds.map(refundWorkflowId),
    ...returnIds.map(returnWorkflowId),
    ...(charge ? [otherChargeWorkflowId(orderId, charge)] : []),
  ];
  const readRuns = async () => {
    const latest = await histories.read(workflowIds);
    return withEarlierRuns ? [...(await histories.readEarlier(latest)), ...latest] : latest;
  };
  const runs = await readRuns().catch((error: unknown) => {
    if (isTemporalOutage(error)) return undefined;
    throw error;
  });
  return { changes, payment, returns: storedReturns, runs };
}

function toRun(run: RunRecord, { webUi, traces }: Services): TimelineView['runs'][number] {
  const { workflowId, runId, isSuperseded, type, status, startedAt, endedAt, traceId } = run;
  return {
    workflow_id: workflowId,
    run_id: runId,
    superseded: isSuperseded,
    type,
    status,
    started_at: startedAt,
    ended_at: endedAt,
    web_ui_url: webUi.linkTo(workflowId, isSuperseded ? runId : undefined),
    trace_id: traceId,
    trace_url: traces.linkTo(traceId),
  };
}

function forCustomer(timeline: TimelineView): TimelineView {
  const data = timeline.data.map((entry) => ({ ...entry, last_error: null, workflow_id: null }));
  return { ...timeline, data, runs: [] };
}
