import type { ReservationReconciliationQueries } from '../domains/inventory/reservation-reconciliation-queries.js';
import type { ReservationsService } from '../domains/inventory/reservations.service.js';
import type { ReturnedStockService } from '../domains/inventory/returned-stock.service.js';
import type { ReturnRequest } from '../contracts/returns.js';
import type { ReleaseRequest, ReservationRequest, StockRequest } from '../contracts/inventory.js';

/** Activities of the inventory worker. Each is one short transaction. */
export function createInventoryActivities(
  reservations: ReservationsService,
  reconciliationQueries: ReservationReconciliationQueries,
  returnedStock: ReturnedStockService,
) {
  return {
    reserveStock: (request: ReservationRequest) => reservations.reserve(request),

    /** Compensates `reserveStock`. Confirmed stock stays sold, unless the order has ended. */
    releaseStock: ({ orderEnded, ...request }: ReleaseRequest) =>
      orderEnded ? reservations.restock(request) : reservations.release(request),

    confirmStock: (request: StockRequest) => reservations.confirm(request),

    /** Compensates `confirmStock` whether it ran or not: releases reserved stock and restocks confirmed stock. */
    restock: (request: StockRequest) => reservations.restock(request),

    receiveReturn: (request: ReturnRequest) => returnedStock.receive(request),

    extendReservation: (extension: { orderId: string; expiresAt: string }) =>
      reservations.extend(extension.orderId, extension.expiresAt),

    /** Finds reserved stock whether it is overdue or not: the name is recorded in histories. */
    findOverdueReservations: ({ before, limit, cursor }: { before: string; limit: number; cursor?: string }) =>
      reconciliationQueries.findReserved(before, limit, cursor),

    heldStock: (orderIds: readonly string[]) => reconciliationQueries.findHeld(orderIds),
  };
}

export type InventoryActivities = ReturnType<typeof createInventoryActivities>;
