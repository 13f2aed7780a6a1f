import { log, patched } from '@temporalio/workflow';
import type { OtherCharge } from '../../contracts/payments.js';
import type { Finding, ReconcileInput } from '../../contracts/reconcile.js';
import { otherChargeOfWorkflow } from '../../contracts/workflow-ids.js';
import { orders } from '../activities.js';
import { startReleaseOtherCharge } from '../start-release-other-charge.js';
import { findLostReleases } from './activities.js';
import { describeFailure } from './describe-failure.js';

/** What was found of charges that are not the payment of their order. */
interface LostCharges {
  readonly findings: readonly Finding[];
  readonly problems: readonly string[];
}

const NONE: LostCharges = { findings: [], problems: [] };

/**
 * Starts the runs again that release charges and that closed without completing. Only the first page of a reconciliation does so.
 * Never throws.
 */
export async function releaseLostCharges({ graceSeconds, limit, progress }: ReconcileInput): Promise<LostCharges> {
  // replay-tested: 2026-11-28, test/replay
  if (progress || !patched('release lost charges')) return NONE;
  const before = new Date(Date.now() - graceSeconds * 1_000).toISOString();
  try {
    const workflowIds = await findLostReleases({ before, limit });
    const charges = workflowIds.flatMap((workflowId) => otherChargeOfWorkflow(workflowId) ?? []);
    if (charges.length === 0) return NONE;
    const snapshots = await orders.orderFacts([...new Set(charges.map(({ orderId }) => orderId))]);
    const findings = charges.map((charge) =>
      toFinding(charge, snapshots.find(({ orderId }) => orderId === charge.orderId)?.status ?? null),
    );
    for (const finding of findings) log.warn('Repairing order', { ...finding });
    for (const charge of charges) await startReleaseOtherCharge(charge);
    return { findings, problems: [] };
  } catch (error) {
    return { findings: [], problems: [`Lost charges were not released: ${describeFailure(error)}`] };
  }
}

function toFinding({ orderId, transactionId }: OtherCharge, status: Finding['status']): Finding {
  return {
    ...{ orderId, status, running: false, holdsStock: false, unsettled: false, disagreement: null },
    remedy: 'release charge',
    reason: `the release of the charge ${transactionId}, which is not the payment of the order, did not complete`,
  };
}
