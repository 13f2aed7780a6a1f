import type { DataSource } from 'typeorm';
import { METRICS, SPANS } from '../../telemetry/names.js';
import { inSpan } from '../../telemetry/spans.js';
import { counted } from '../counted.js';
import {
  InsufficientInventory,
  ProductNotInInventory,
  ReservationClosed,
  ReservationsNotFound,
  type Shortage,
} from './errors.js';
import { closeReservations, confirmReservations, insertReservations, statusesOf } from './reservation-rows.js';
import { withLockedStock, type LockedStock } from './stock-lock.js';

/** The stock of an order: one line a product. */
export interface StockRequest {
  readonly orderId: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
}

export interface HoldRequest extends StockRequest {
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** Holds stock for orders. Each call may come twice, or after its opposite, and then changes nothing. */
export class ReservationsService {
  constructor(private readonly database: DataSource) {}

  /**
   * Moves every line from available to reserved, or none of them.
   *
   * @throws ProductNotInInventory, InsufficientInventory - nothing was written
   * @throws ReservationClosed when the order's stock was released before
   */
  reserve(request: HoldRequest): Promise<void> {
    const { orderId, lines } = request;
    const asked = { 'product.id': productIds(lines), quantity: lines.map((line) => line.quantity) };
    return inSpan(SPANS.reserve, asked, (tracing) =>
      counted(METRICS.reservations, () =>
        withLockedStock(this.database, productIds(lines), async (manager, stock) => {
          tracing.set(levelsOf(lines, stock));
          const refusal = refusalOf(lines, stock);
          const made = refusal ? [] : await insertReservations(manager, request);
          tracing.set({ 'reservation.id': made });
          if (made.length === lines.length) return true;

          const statuses = await statusesOf(manager, orderId);
          if (statuses.length === 0 && refusal) throw refusal;
          if (!statuses.every((status) => status === 'reserved')) throw new ReservationClosed(orderId);
          return false;
        }),
      ),
    );
  }

  /**
   * Takes the reserved stock out of the warehouse.
   *
   * @throws ReservationsNotFound when nothing was reserved
   * @throws ReservationClosed when the stock was released
   */
  confirm({ orderId, lines }: StockRequest): Promise<void> {
    return inSpan(SPANS.confirm, {}, (tracing) =>
      counted(METRICS.confirmations, () =>
        withLockedStock(this.database, productIds(lines), async (manager) => {
          const moved = await confirmReservations(manager, orderId);
          tracing.set({ 'reservations.count': moved });
          if (moved > 0) return true;

          const statuses = await statusesOf(manager, orderId);
          if (statuses.length === 0) throw new ReservationsNotFound(orderId);
          if (!statuses.every((status) => status === 'confirmed')) throw new ReservationClosed(orderId);
          return false;
        }),
      ),
    );
  }

  /**
   * Gives back whatever the order holds, reserved or confirmed, and closes it. Where nothing was reserved it leaves
   * released reservations as tombstones, so that a `reserve` or `confirm` that arrives late is refused.
   */
  release(request: StockRequest): Promise<void> {
    return inSpan(SPANS.release, {}, (tracing) =>
      counted(METRICS.releases, () =>
        withLockedStock(this.database, productIds(request.lines), async (manager) => {
          const released = await closeReservations(manager, request);
          tracing.set({ 'reservations.count': released });
          return released > 0;
        }),
      ),
    );
  }

  /**
   * Moves the expiry of what the order holds; what is no longer reserved stays as it is.
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

function refusalOf(
  lines: StockRequest['lines'],
  stock: ReadonlyMap<string, LockedStock>,
): ProductNotInInventory | InsufficientInventory | undefined {
  const unknown = productIds(lines).filter((id) => !stock.has(id));
  if (unknown.length > 0) return new ProductNotInInventory(unknown);

  const shortages = lines
    .map(({ productId, quantity }): Shortage => {
      return { productId, requested: quantity, available: stock.get(productId)?.available ?? 0 };
    })
    .filter(({ requested, available }) => available < requested);
  return shortages.length > 0 ? new InsufficientInventory(shortages) : undefined;
}

/** What was there before, of each line's product. */
function levelsOf(lines: StockRequest['lines'], stock: ReadonlyMap<string, LockedStock>) {
  const rows = lines.map(({ productId }) => stock.get(productId));
  return {
    'inventory.available': rows.map((row) => row?.available ?? 0),
    'inventory.reserved': rows.map((row) => row?.reserved ?? 0),
  };
}

function productIds(lines: StockRequest['lines']): string[] {
  return lines.map((line) => line.productId);
}
