import type {
  CandidateSource,
  Finding,
  ReconcileCursors,
  ReconcileProgress,
  ReconcileResult,
} from '../../contracts/reconcile.js';

/** Bounds the payload; the counts include every finding. */
const MAX_LISTED = 200;
/** A long comparison with the provider must not delay the repair of lost orders. */
const SEARCH_AGAIN_AFTER_MS = 60_000;

/** What one page adds to the result. */
export interface PageReport {
  readonly findings: readonly Finding[];
  readonly runningCount: number;
  readonly problems: readonly string[];
}

export const NO_RESULT: ReconcileResult = {
  ...{ looked: 0, repaired: [], unresolved: [], problems: [] },
  counts: { running: 0, repaired: 0, unresolved: 0 },
};

/** Adds a page to the result. An order that an earlier page listed is listed once, as it was found last. */
export function addToResult(
  result: ReconcileResult,
  { findings, runningCount, problems }: PageReport,
): ReconcileResult {
  const unresolved = findings.filter(needsAttention);
  const repaired = findings.filter((finding) => isRepair(finding) && !needsAttention(finding));
  const again = new Set(findings.map(({ orderId }) => orderId));
  const earlierUnresolved = (result.unresolved ?? []).filter(({ orderId }) => !again.has(orderId));
  const counts = result.counts ?? { running: 0, repaired: 0, unresolved: 0 };
  const superseded = (result.unresolved ?? []).length - earlierUnresolved.length;
  return {
    looked: result.looked + findings.length,
    repaired: [...result.repaired, ...repaired].slice(0, MAX_LISTED),
    unresolved: [...earlierUnresolved, ...unresolved].slice(0, MAX_LISTED),
    problems: [...new Set([...(result.problems ?? []), ...problems])],
    counts: {
      running: counts.running + runningCount,
      repaired: counts.repaired + repaired.length,
      unresolved: counts.unresolved - superseded + unresolved.length,
    },
  };
}

/** Returns where to continue; undefined when every source was read to its end. */
export function nextProgress(
  result: ReconcileResult,
  cursors: ReconcileCursors,
  searchStartedAt: string,
  now: number,
): ReconcileProgress | undefined {
  const open = (Object.keys(cursors) as CandidateSource[]).filter((source) => cursors[source] !== null);
  if (open.length === 0) return undefined;
  const searchAgain =
    open.length === 1 && open[0] === 'comparison' && now - Date.parse(searchStartedAt) > SEARCH_AGAIN_AFTER_MS;
  return searchAgain
    ? { result, cursors: { comparison: cursors.comparison ?? null }, searchStartedAt: new Date(now).toISOString() }
    : { result, cursors, searchStartedAt };
}

function isRepair({ remedy }: Finding): boolean {
  return remedy !== 'leave' && remedy !== 'report';
}

function needsAttention({ remedy, problem }: Finding): boolean {
  return remedy === 'report' || problem !== undefined;
}
