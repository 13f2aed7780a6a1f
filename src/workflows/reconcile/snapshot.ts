import type { HeldStock } from '../../contracts/inventory.js';
import type { OrderSnapshot } from '../../contracts/orders.js';
import type { OrderWithReturns, ReturnRequest } from '../../contracts/returns.js';
import type { Discrepancy, UnsettledPayment } from '../../contracts/payments.js';
import type { Candidate, ReconcileInput } from '../../contracts/reconcile.js';
import {
  cancellationWorkflowId,
  followPaymentWorkflowId,
  latePaymentWorkflowId,
  orderWorkflowId,
  refundWorkflowId,
  returnWorkflowId,
} from '../../contracts/workflow-ids.js';
import { inventory, orders, payments } from '../activities.js';
import { comparePayments, openRuns } from './activities.js';
import { toComparedPayments, type CandidatePage } from './candidates.js';

/** A candidate without an open run, as each domain records it. */
export interface Snapshot {
  readonly candidate: Candidate;
  readonly order: OrderSnapshot | undefined;
  readonly stock: HeldStock | undefined;
  readonly unsettled: UnsettledPayment | undefined;
  readonly discrepancy: Discrepancy | undefined;
  /** Pending returns without an open run. */
  readonly lostReturns: readonly ReturnRequest[];
}

/**
 * Leaves the candidates with an open run out, and then reads the others again: a run may have changed its order after the page
 * was read and before it closed.
 */
export async function readSnapshots(
  page: CandidatePage,
  input: ReconcileInput,
): Promise<{ snapshots: readonly Snapshot[]; runningCount: number }> {
  const orderIds = [...new Set([...page.orderIds, ...(await findConfirmed(page.cancellations))])];
  if (orderIds.length === 0) return { snapshots: [], runningCount: 0 };
  const workflowIds = new Map(orderIds.map((orderId) => [orderId, workflowIdsFor(orderId, page.unsettled)]));
  const openWorkflowIds = new Set(
    await openRuns([...workflowIds.values(), orderIds.map(followPaymentWorkflowId)].flat()),
  );
  const abandoned = orderIds.filter((orderId) => !workflowIds.get(orderId)?.some((id) => openWorkflowIds.has(id)));
  const runningCount = orderIds.length - abandoned.length;
  if (abandoned.length === 0) return { snapshots: [], runningCount };

  const before = new Date(Date.now() - input.graceSeconds * 1_000).toISOString();
  const selection = { before, limit: abandoned.length, cursor: null, orderIds: abandoned };
  const [orderSnapshots, heldStock, unsettled, compared] = await Promise.all([
    orders.orderFacts(abandoned),
    inventory.heldStock(abandoned),
    payments.findUnsettledPayments(selection),
    // The page's own discrepancies remain when the provider does not answer any more.
    comparePayments({ ...selection, after: before })
      .then(toComparedPayments)
      .catch(() => ({ discrepancies: page.discrepancies, cancellations: [] })),
  ]);
  const cancelling = new Set([...page.cancellations, ...compared.cancellations]);
  const lostReturns = await findLostReturns(orderSnapshots);
  return {
    runningCount,
    snapshots: abandoned.map((orderId): Snapshot => {
      const parts = {
        order: orderSnapshots.find(forOrder(orderId)),
        stock: heldStock.find(forOrder(orderId)),
        unsettled: unsettled.find(forOrder(orderId)),
        discrepancy: compared.discrepancies.find(({ payment }) => payment.orderId === orderId),
        lostReturns: lostReturns.filter(forOrder(orderId)),
      };
      const runs = {
        cancelling: cancelling.has(orderId),
        // It follows refunds and disputes only, so it does not handle anything else of the order.
        following: openWorkflowIds.has(followPaymentWorkflowId(orderId)),
      };
      return { ...parts, candidate: toCandidate(orderId, parts, runs) };
    }),
  };
}

function toCandidate(
  orderId: string,
  { order, stock, unsettled, discrepancy, lostReturns }: Omit<Snapshot, 'candidate'>,
  { cancelling, following }: { cancelling: boolean; following: boolean },
): Candidate {
  const { pendingRefunds = [], disputed = false, owed = false } = unsettled ?? {};
  const awaitsDecision = pendingRefunds.length > 0 || disputed || owed;
  const refundPending = pendingRefunds.some(({ followed }) => !(following && followed));
  return {
    orderId,
    status: order?.status ?? null,
    running: false,
    holdsStock: (stock?.lines.length ?? 0) > 0,
    soldStock: (stock?.confirmedLines?.length ?? 0) > 0,
    unsettled: refundPending || (unsettled !== undefined && !awaitsDecision),
    refundPending,
    notFollowed: awaitsDecision && !following,
    returnPending: lostReturns.length > 0,
    disagreement: discrepancy ? withoutPayment(discrepancy) : null,
    cancelling: cancelling || owed,
  };
}

function withoutPayment({ payment: _, ...discrepancy }: Discrepancy): Omit<Discrepancy, 'payment'> {
  return discrepancy;
}

async function findLostReturns(snapshots: readonly OrderWithReturns[]): Promise<ReturnRequest[]> {
  const pending = snapshots.flatMap(({ pendingReturns = [] }) => pendingReturns);
  if (pending.length === 0) return [];
  const open = await openRuns(pending.map(({ returnId }) => returnWorkflowId(returnId)));
  return pending.filter(({ returnId }) => !open.includes(returnWorkflowId(returnId)));
}

/** Most cancellations completed later, in another run. */
async function findConfirmed(orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const snapshots = await orders.orderFacts(orderIds);
  return snapshots.filter(({ status }) => status === 'confirmed').map(({ orderId }) => orderId);
}

const forOrder = (orderId: string) => (each: { readonly orderId: string }) => each.orderId === orderId;

function workflowIdsFor(orderId: string, unsettled: readonly UnsettledPayment[]): string[] {
  const refunds = unsettled.find(forOrder(orderId))?.pendingRefunds ?? [];
  return [
    orderWorkflowId(orderId),
    cancellationWorkflowId(orderId),
    latePaymentWorkflowId(orderId),
    // The refund of a return has its id.
    ...refunds.flatMap(({ refundId }) => [refundWorkflowId(refundId), returnWorkflowId(refundId)]),
  ];
}
