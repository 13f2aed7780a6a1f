import type { ReservationReconciliationQueries } from '../domains/inventory/reservation-reconciliation-queries.js';
import type { ReservationsService } from '../domains/inventory/reservations.service.js';
import type { ReservationRequest, StockRequest } from '../contracts/inventory.js';

/** Activities of the inventory worker: each is one short transaction. */
export function createInventoryActivities(
  reservations: ReservationsService,
  reconciliationQueries: ReservationReconciliationQueries,
) {
  return {
    reserveStock: (request: ReservationRequest) => reservations.reserve(request),

    releaseStock: (request: StockRequest) => reservations.release(request),

    confirmStock: (request: StockRequest) => reservations.confirm(request),

    /** Undoes `confirmStock`, whether it ran or not: what is still reserved is given back with what was confirmed. */
    restock: (request: StockRequest) => reservations.release(request),

    extendReservation: (extension: { orderId: string; expiresAt: string }) =>
      reservations.extend(extension.orderId, extension.expiresAt),

    findOverdueReservations: ({ before, limit }: { before: string; limit: number }) =>
      reconciliationQueries.findOverdue(before, limit),

    heldStock: (orderIds: readonly string[]) => reconciliationQueries.findReserved(orderIds),
  };
}

export type InventoryActivities = ReturnType<typeof createInventoryActivities>;
