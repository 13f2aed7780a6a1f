import { Context } from '@temporalio/activity';
import type { ErasurePage, ErasurePageRequest, ErasureReport } from '../contracts/erasure.js';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.js';
import { compensatingWorkflowIds } from '../contracts/workflow-ids.js';
import type { ErasureService } from '../domains/orders/erasure.service.js';
import type { RetentionService } from '../domains/orders/retention.service.js';
import { deleteClosedRuns } from './delete-runs.js';
import { openRuns } from './open-runs.js';

/** Activities of the orders worker that remove what is no longer kept. Those that call Temporal send heartbeats. */
export function createErasureActivities(
  erasures: ErasureService,
  retention: RetentionService,
  events: { pseudonymize(orderIds: readonly string[]): Promise<void> },
) {
  return {
    deletePersonalData: ({ erasureId }: { erasureId: string }): Promise<number> =>
      erasures.deletePersonalData(erasureId),

    async findOrdersToErase(request: ErasurePageRequest): Promise<ErasurePage> {
      const { pseudonym } = await erasures.get(request.erasureId);
      const found = await erasures.findOrderIds(request);
      const busy = await findBusyOrders(found);
      return {
        orderIds: found.filter((orderId) => !busy.has(orderId)),
        waiting: busy.size,
        pseudonym,
        next: found.length === request.limit ? (found.at(-1) ?? null) : null,
      };
    },

    async pseudonymizeOrders({
      erasureId,
      orderIds,
    }: {
      erasureId: string;
      orderIds: readonly string[];
    }): Promise<number> {
      const changed = await erasures.pseudonymize(erasureId, orderIds);
      await events.pseudonymize(orderIds);
      return changed;
    },

    /** Temporal cannot change the input or the search attributes of a closed run, so the runs are deleted. */
    deleteOrderRuns: ({ orderIds }: { orderIds: readonly string[] }) =>
      deleteClosedRuns(orderIds.flatMap(compensatingWorkflowIds).map((id) => `WorkflowId = "${id}"`)),

    /** Deletes the user's other runs, whose orders were rejected. */
    async deleteUserRuns({ erasureId }: { erasureId: string }) {
      const userId = await erasures.findUserId(erasureId);
      return userId === null
        ? { deleted: 0, open: 0 }
        : deleteClosedRuns([`${SEARCH_ATTRIBUTES.userId.name} = "${userId}"`]);
    },

    reportErasure: ({ erasureId, report }: { erasureId: string; report: ErasureReport }) =>
      erasures.report(erasureId, report),

    completeErasure: ({ erasureId, report }: { erasureId: string; report: ErasureReport }) =>
      erasures.complete(erasureId, report),

    archiveOrders: ({ before, limit }: { before: string; limit: number }): Promise<number> =>
      retention.archive(before, limit),

    /** Deletes a page of details without an order and without an open run. */
    async discardOrphans({ before, limit }: { before: string; limit: number }): Promise<number> {
      const orphans = await retention.findOrphans(before, limit);
      const busy = await findBusyOrders(orphans);
      Context.current().heartbeat();
      return retention.deleteOrphans(orphans.filter((orderId) => !busy.has(orderId)));
    },
  };
}

export type ErasureActivities = ReturnType<typeof createErasureActivities>;

async function findBusyOrders(orderIds: readonly string[]): Promise<Set<string>> {
  const open = new Set(await openRuns(orderIds.flatMap(compensatingWorkflowIds)));
  return new Set(orderIds.filter((orderId) => compensatingWorkflowIds(orderId).some((id) => open.has(id))));
}
