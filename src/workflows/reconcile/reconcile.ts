import { ApplicationFailure, continueAsNew, log, setCurrentDetails } from '@temporalio/workflow';
import type { Finding, ReconcileInput, ReconcileResult } from '../../contracts/reconcile.js';
import { findCandidates } from './candidates.js';
import { describeFailure } from './describe-failure.js';
import { releaseLostCharges } from './lost-charges.js';
import { addToResult, nextProgress, NO_RESULT } from './progress.js';
import { reasonFor, repairActionFor } from './repair-action.js';
import { repair } from './repair.js';
import { readSnapshots, type Snapshot } from './snapshot.js';

const REPAIR_CONCURRENCY = 10;

/**
 * Finds candidates that no run handles any more: reserved stock, unfinished orders, unsettled payments, cancellations that did
 * not complete, charges that are not released, and payments that differ from the provider's record. Repairs what is safe to repair; every repair is
 * idempotent, and one that fails does not stop the others.
 *
 * Examines one page and continues as new for the next one.
 *
 * @throws ApplicationFailure of type `needs_attention`, with the findings that need an operator: the failed run alerts one
 */
export async function reconcile(input: ReconcileInput): Promise<ReconcileResult> {
  const { cursors, result, searchStartedAt } = input.progress ?? {
    cursors: {},
    result: NO_RESULT,
    searchStartedAt: new Date().toISOString(),
  };
  const page = await findCandidates(input, cursors);
  const lostCharges = await releaseLostCharges(input);
  const { snapshots, runningCount } = await readSnapshots(page, input);
  const findings: Finding[] = [...lostCharges.findings];
  for (let i = 0; i < snapshots.length; i += REPAIR_CONCURRENCY)
    findings.push(...(await Promise.all(snapshots.slice(i, i + REPAIR_CONCURRENCY).map(examine))));

  const total = addToResult(result, { findings, runningCount, problems: [...page.problems, ...lostCharges.problems] });
  const progress = nextProgress(total, page.cursors, searchStartedAt, Date.now());
  // replay-tested: 2026-11-28
  if (progress) return continueAsNew<typeof reconcile>({ ...input, progress });
  return report(total);
}

/** Decides on the repair of a candidate and carries it out. Never throws. */
async function examine(snapshot: Snapshot): Promise<Finding> {
  const { candidate } = snapshot;
  const finding: Finding = { ...candidate, remedy: repairActionFor(candidate), reason: reasonFor(candidate) };
  if (finding.remedy === 'leave') return finding;
  log.warn(finding.remedy === 'report' ? 'Order needs attention' : 'Repairing order', { ...finding });
  setCurrentDetails(`${finding.remedy}: ${finding.orderId}`);
  try {
    await repair(finding.remedy, snapshot);
    return finding;
  } catch (error) {
    const problem = describeFailure(error);
    log.error('Repair failed', { ...finding, problem });
    return { ...finding, problem };
  }
}

/** @throws ApplicationFailure of type `needs_attention` */
function report(result: ReconcileResult): ReconcileResult {
  const { counts, unresolved = [], problems = [] } = result;
  if (unresolved.length === 0 && problems.length === 0) return result;
  const message = [
    ...(unresolved.length > 0 ? [`${counts?.unresolved ?? unresolved.length} orders need attention`] : []),
    ...problems,
  ].join('. ');
  throw ApplicationFailure.nonRetryable(message, 'needs_attention', result);
}
