import type { OrdersReview } from '../domains/orders/orders-review.js';
import type { CatalogService } from '../domains/catalog/catalog.service.js';
import type { Ending, NewOrder, OrderRequest, OrdersService } from '../domains/orders/orders.service.js';
import { priceOrder, type OrderLine, type PricedOrder } from '../domains/orders/pricing.js';
import { openRuns } from './runs.js';

/** Activities of the orders worker: short, on its own database, those of placing an order run as local activities. */
export function createOrdersActivities(catalog: CatalogService, orders: OrdersService, review: OrdersReview) {
  return {
    async priceOrder(lines: readonly OrderLine[]): Promise<PricedOrder> {
      const products = await catalog.find(lines.map((line) => line.productId));
      return priceOrder(lines, products);
    },

    createOrder: (order: NewOrder) => orders.create(order),

    confirmOrder: (paid: { orderId: string; paymentId: string }) => orders.confirm(paid.orderId, paid.paymentId),

    endOrder: ({ order, ending, paymentId }: { order: OrderRequest; ending: Ending; paymentId?: string }) =>
      orders.end(order, ending, paymentId),

    extendOrderReservation: (extension: { orderId: string; expiresAt: string }) =>
      orders.extendReservation(extension.orderId, extension.expiresAt),

    findUnfinishedOrders: ({ before, limit }: { before: string; limit: number }) => review.unfinished(before, limit),

    orderFacts: (orderIds: readonly string[]) => review.facts(orderIds),

    openRuns,
  };
}

export type OrdersActivities = ReturnType<typeof createOrdersActivities>;
