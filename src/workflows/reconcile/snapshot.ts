import type { HeldStock } from '../../contracts/inventory.js';
import type { OrderSnapshot } from '../../contracts/orders.js';
import type { Discrepancy, UnsettledPayment } from '../../contracts/payments.js';
import type { Candidate, ReconcileInput } from '../../contracts/reconcile.js';
import {
  cancellationWorkflowId,
  latePaymentWorkflowId,
  orderWorkflowId,
  refundWorkflowId,
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
  const openWorkflowIds = new Set(await openRuns([...workflowIds.values()].flat()));
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
  return {
    runningCount,
    snapshots: abandoned.map((orderId): Snapshot => {
      const parts = {
        order: orderSnapshots.find(forOrder(orderId)),
        stock: heldStock.find(forOrder(orderId)),
        unsettled: unsettled.find(forOrder(orderId)),
        discrepancy: compared.discrepancies.find(({ payment }) => payment.orderId === orderId),
      };
      return { ...parts, candidate: toCandidate(orderId, parts, cancelling.has(orderId)) };
    }),
  };
}

function toCandidate(
  orderId: string,
  { order, stock, unsettled, discrepancy }: Omit<Snapshot, 'candidate'>,
  cancelling: boolean,
): Candidate {
  return {
    orderId,
    status: order?.status ?? null,
    running: false,
    holdsStock: (stock?.lines.length ?? 0) > 0,
    soldStock: (stock?.confirmedLines?.length ?? 0) > 0,
    unsettled: unsettled !== undefined,
    refundPending: (unsettled?.pendingRefunds?.length ?? 0) > 0,
    disagreement: discrepancy ? withoutPayment(discrepancy) : null,
    cancelling,
  };
}

function withoutPayment({ ours, theirs, amounts, rejection }: Discrepancy): Omit<Discrepancy, 'payment'> {
  return { ours, theirs, ...(amounts && { amounts }), ...(rejection !== undefined && { rejection }) };
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
    ...refunds.map(({ refundId }) => refundWorkflowId(refundId)),
  ];
}
