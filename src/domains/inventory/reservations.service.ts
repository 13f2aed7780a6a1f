import type { DataSource } from 'typeorm';
import { METRICS, SPANS } from '../../telemetry/names.js';
import { inSpan } from '../../telemetry/spans.js';
import { withOutcomeMetric } from './with-outcome-metric.js';
import { InsufficientInventory, ReservationClosed, ReservationsNotFound } from './errors.js';
import { ReservationBatches } from './reservation-batches.js';
import {
  releaseReservations,
  confirmReservations,
  findStatuses,
  type ReservationResult,
} from './reservation-queries.js';
import type { ReservationStatus } from './reservation-status.js';
import { findShortage } from './shortage.js';
import { withLockedStock } from './stock-lock.js';
import type { ReservationRequest, StockRequest } from '../../contracts/inventory.js';

/** Reserves stock for orders. Every call is idempotent, and a call that arrives after its compensation changes nothing. */
export class ReservationsService {
  private readonly batches: ReservationBatches;

  constructor(private readonly database: DataSource) {
    this.batches = new ReservationBatches(database);
  }

  /**
   * Reserves every line, or none of them. Stock that the order reserved or confirmed before stays as it is.
   *
   * @throws ProductNotInInventory, InsufficientInventory when nothing was reserved
   * @throws ReservationClosed when the order's stock is already released
   */
  reserve(request: ReservationRequest): Promise<void> {
    const { orderId, lines } = request;
    const attributes = { 'product.id': productIds(lines), quantity: lines.map((line) => line.quantity) };
    return inSpan(SPANS.reserve, attributes, (span) =>
      withOutcomeMetric(METRICS.reservations, async () => {
        const stock = await this.batches.insert(request);
        const reservationIds = stock.flatMap(({ reservationId }) => reservationId ?? []);
        span.setAttributes({ ...stockAttributes(lines, stock), 'reservation.id': reservationIds });
        if (reservationIds.length === lines.length) return true;

        const statuses = await findStatuses(this.database, orderId);
        if (statuses.length === 0) {
          const available = new Map(stock.map((row) => [row.productId, row.available]));
          throw findShortage(lines, available) ?? new InsufficientInventory([]);
        }
        if (statuses.includes('released')) throw new ReservationClosed(orderId);
        return false;
      }),
    );
  }

  /**
   * Removes the reserved stock from the inventory.
   *
   * @throws ReservationsNotFound when nothing was reserved
   * @throws ReservationClosed when the stock was released
   */
  confirm(request: StockRequest): Promise<void> {
    const { orderId } = request;
    return inSpan(SPANS.confirm, {}, (span) =>
      withOutcomeMetric(METRICS.confirmations, async () => {
        const confirmedCount = await confirmReservations(this.database, request);
        span.setAttributes({ 'reservations.count': confirmedCount });
        if (confirmedCount > 0) return true;

        const statuses = await findStatuses(this.database, orderId);
        if (statuses.length === 0) throw new ReservationsNotFound(orderId);
        if (!statuses.every((status) => status === 'confirmed')) throw new ReservationClosed(orderId);
        return false;
      }),
    );
  }

  /**
   * Releases reserved stock. Confirmed stock is sold and stays sold, however late the call arrives. Lines without a reservation
   * get a released one as a tombstone, so that a late `reserve` or `confirm` is rejected.
   */
  release(request: StockRequest): Promise<void> {
    return this.close(request, ['reserved']);
  }

  /** Releases reserved stock and restocks confirmed stock; leaves tombstones as `release` does. */
  restock(request: StockRequest): Promise<void> {
    return this.close(request, ['reserved', 'confirmed']);
  }

  private close(request: StockRequest, from: readonly ReservationStatus[]): Promise<void> {
    return inSpan(SPANS.release, {}, (span) =>
      withOutcomeMetric(METRICS.releases, () =>
        withLockedStock(this.database, productIds(request.lines), async (manager) => {
          const releasedCount = await releaseReservations(manager, request, from);
          span.setAttributes({ 'reservations.count': releasedCount });
          return releasedCount > 0;
        }),
      ),
    );
  }

  /**
   * Moves the expiry of the order's reservations to a later time. Only changes live reservations.
   *
   * @param expiresAt - ISO 8601
   */
  async extend(orderId: string, expiresAt: string): Promise<void> {
    await this.database.query(
      `UPDATE inventory.reservations SET expires_at = $2, updated_at = now()
       WHERE order_id = $1 AND status = 'reserved' AND expires_at < $2`,
      [orderId, expiresAt],
    );
  }
}

/** The stock before the change, in the order of the lines. */
function stockAttributes(lines: StockRequest['lines'], stock: readonly ReservationResult[]) {
  const rows = lines.map(({ productId }) => stock.find((row) => row.productId === productId));
  return {
    'inventory.available': rows.map((row) => row?.available ?? 0),
    'inventory.reserved': rows.map((row) => row?.reserved ?? 0),
  };
}

function productIds(lines: StockRequest['lines']): string[] {
  return lines.map((line) => line.productId);
}
