import type { CatalogService } from '../domains/catalog/catalog.service.js';
import type { Ending, NewOrder, OrderRequest, OrdersService } from '../domains/orders/orders.service.js';
import { priceOrder, type OrderLine, type PricedOrder } from '../domains/orders/pricing.js';

/** Activities of the orders worker; short writes of its own database, run as local activities. */
export function createOrdersActivities(catalog: CatalogService, orders: OrdersService) {
  return {
    async priceOrder(lines: readonly OrderLine[]): Promise<PricedOrder> {
      const products = await catalog.find(lines.map((line) => line.productId));
      return priceOrder(lines, products);
    },

    createOrder: (order: NewOrder) => orders.create(order),

    markOrderPaid: (paid: { orderId: string; paymentId: string }) => orders.markPaid(paid.orderId, paid.paymentId),

    confirmOrder: ({ orderId }: { orderId: string }) => orders.confirm(orderId),

    endOrder: ({ order, ending }: { order: OrderRequest; ending: Ending }) => orders.end(order, ending),

    extendOrderReservation: (extension: { orderId: string; expiresAt: string }) =>
      orders.extendReservation(extension.orderId, extension.expiresAt),
  };
}

export type OrdersActivities = ReturnType<typeof createOrdersActivities>;
