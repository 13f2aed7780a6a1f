import type { OrderReconciliationQueries } from '../domains/orders/order-reconciliation-queries.js';
import type { CatalogService } from '../domains/catalog/catalog.service.js';
import type { OrdersService } from '../domains/orders/orders.service.js';
import type { NewOrder, OrderRequest, PricedOrder, PricingRequest, Termination } from '../contracts/orders.js';
import type { ReturnsService } from '../domains/orders/returns.service.js';
import type { CompletedReturn, RecordedReturn, ReturnRequest } from '../contracts/returns.js';
import { DomainError } from '../domains/domain-error.js';
import { applyPricing, priceOrder } from '../domains/orders/pricing.js';
import type { Pricing } from '../domains/orders/pricing-rules.js';
import { assertPayable } from '../domains/payments/payable.js';
import type { PaymentCapabilities } from '../domains/payments/payment-gateway.js';
import { findLostCancellations } from './lost-cancellations.js';
import { findLostReleases } from './lost-releases.js';
import { openRuns } from './open-runs.js';

interface EndedOrders {
  /** ISO 8601; only orders that were created later. */
  readonly after: string;
  /** ISO 8601; only orders that have not changed since. */
  readonly before: string;
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * Activities of the orders worker. They are short, so most run as local activities.
 *
 * @param capabilities - of the payment provider
 * @param pricing - the rules of the shop; by default, an order costs the sum of its items
 */
export function createOrdersActivities(
  catalog: CatalogService,
  orders: OrdersService,
  reconciliationQueries: OrderReconciliationQueries,
  capabilities: PaymentCapabilities,
  returns: ReturnsService,
  pricing?: Pricing,
) {
  return {
    async priceOrder({ orderId, lines, payment }: PricingRequest): Promise<PricedOrder> {
      const products = await catalog.find(lines.map((line) => line.productId));
      try {
        const atPrices = priceOrder(lines, products);
        const priced = pricing
          ? await applyPricing(atPrices, pricing, await orders.findPricingFacts(orderId))
          : atPrices;
        const { currency, totalAmount: amount } = priced;
        if (payment) assertPayable(capabilities, { ...payment, currency, amount });
        return priced;
      } catch (error) {
        // A run that repeats an earlier one continues with the stored order, whatever it would be refused for today.
        const stored = error instanceof DomainError ? await orders.findPricedOrder(orderId) : undefined;
        if (stored) return stored;
        throw error;
      }
    },

    createOrder: (order: NewOrder) => orders.create(order),

    confirmOrder: (confirmation: { orderId: string; paymentId: string }) =>
      orders.confirm(confirmation.orderId, confirmation.paymentId),

    endOrder: ({ order, ending, paymentId }: { order: OrderRequest; ending: Termination; paymentId?: string }) =>
      orders.terminate(order, ending, paymentId),

    extendOrderReservation: (extension: { orderId: string; expiresAt: string }) =>
      orders.extendReservation(extension.orderId, extension.expiresAt),

    recordReturn: (request: ReturnRequest): Promise<RecordedReturn> => returns.record(request),

    completeReturn: (completed: CompletedReturn) => returns.complete(completed),

    withdrawReturn: ({ returnId }: { returnId: string }) => returns.withdraw(returnId),

    findUnfinishedOrders: ({ before, limit, cursor }: { before: string; limit: number; cursor?: string }) =>
      reconciliationQueries.findUnfinished(before, limit, cursor),

    findEndedOrders: ({ after, before, limit, cursor }: EndedOrders) =>
      reconciliationQueries.findEnded(after, before, limit, cursor),

    orderFacts: (orderIds: readonly string[]) => reconciliationQueries.findSnapshots(orderIds),

    openRuns,

    findLostCancellations,

    findLostReleases,
  };
}

export type OrdersActivities = ReturnType<typeof createOrdersActivities>;
