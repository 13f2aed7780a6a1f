import { continueAsNew } from '@temporalio/workflow';
import type { RetentionInput, RetentionResult } from '../../contracts/erasure.js';
import { retention } from './activities.js';

/** Pages of one run, which bounds its history. */
const PAGES_PER_RUN = 100;
const DAY_MS = 86_400_000;

/** Archives old orders, and deletes what requests left behind that were interrupted before their order existed. */
export async function applyRetention(input: RetentionInput): Promise<RetentionResult> {
  const { archiveAfterDays, orphanAfterSeconds, limit } = input;
  let { archivedOrders, discardedDetails } = input.result ?? { archivedOrders: 0, discardedDetails: 0 };
  const now = Date.now();
  if (archiveAfterDays > 0) {
    const before = new Date(now - archiveAfterDays * DAY_MS).toISOString();
    for (let pages = 0; pages < PAGES_PER_RUN; pages += 1) {
      const archived = await retention.archiveOrders({ before, limit });
      archivedOrders += archived;
      if (archived < limit) break;
      if (pages === PAGES_PER_RUN - 1)
        // replay-tested: 2026-11-28
        return continueAsNew<typeof applyRetention>({ ...input, result: { archivedOrders, discardedDetails } });
    }
  }
  const before = new Date(now - orphanAfterSeconds * 1_000).toISOString();
  // The next run takes what is left.
  discardedDetails += await retention.discardOrphans({ before, limit });
  return { archivedOrders, discardedDetails };
}
