import type { DataSource } from 'typeorm';
import { pseudonymizeEvents } from '../../src/events/pseudonymize-events.js';
import { createErasureActivities } from '../../src/activities/erasure.js';
import { createInventoryActivities } from '../../src/activities/inventory.js';
import { createOrdersActivities } from '../../src/activities/orders.js';
import { createPaymentsActivities } from '../../src/activities/payments.js';
import { LOCAL_PAYMENT_TOKEN_KEYS } from '../../src/config/config.js';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { ReturnedStockService } from '../../src/domains/inventory/returned-stock.service.js';
import { ReservationReconciliationQueries } from '../../src/domains/inventory/reservation-reconciliation-queries.js';
import { ReservationsService } from '../../src/domains/inventory/reservations.service.js';
import { ErasureService } from '../../src/domains/orders/erasure.service.js';
import { RetentionService } from '../../src/domains/orders/retention.service.js';
import { ReturnsService } from '../../src/domains/orders/returns.service.js';
import { OrderReconciliationQueries } from '../../src/domains/orders/order-reconciliation-queries.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import type { Pricing } from '../../src/domains/orders/pricing-rules.js';
import type { PaymentCapabilities, PaymentGateway } from '../../src/domains/payments/payment-gateway.js';
import { PaymentFollowUpService } from '../../src/domains/payments/payment-follow-up.service.js';
import { PaymentReconciliationQueries } from '../../src/domains/payments/payment-reconciliation-queries.js';
import { PaymentTokens } from '../../src/domains/payments/payment-tokens.js';
import { PaymentsService } from '../../src/domains/payments/payments.service.js';
import { RefundsService } from '../../src/domains/payments/refunds.service.js';
import { SIMULATED_CAPABILITIES } from '../../src/providers/simulated/capabilities.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';

/** Runs an activity, or injects a fault before or after it. */
export type Fault = (activity: string, run: () => Promise<unknown>, args: unknown[]) => Promise<unknown>;

/** The activities of each task queue. Every call goes through the fault that is set at that time. */
export function createFaultyActivities(
  source: DataSource,
  gatewayUrl: string,
  currentFault: () => Fault | undefined,
  {
    capabilities = SIMULATED_CAPABILITIES,
    gateway = new SimulatedGateway(gatewayUrl),
    pricing,
  }: { capabilities?: PaymentCapabilities | undefined; gateway?: PaymentGateway; pricing?: Pricing | undefined } = {},
) {
  const withFaults = <A extends object>(activities: A): A =>
    Object.fromEntries(
      Object.entries(activities as Record<string, (...args: unknown[]) => Promise<unknown>>).map(([name, activity]) => [
        name,
        (...args: unknown[]) => {
          const fault = currentFault();
          return fault ? fault(name, () => activity(...args), args) : activity(...args);
        },
      ]),
    ) as A;
  const refunds = new RefundsService(source, gateway);
  const tokens = new PaymentTokens(LOCAL_PAYMENT_TOKEN_KEYS);
  return {
    orders: withFaults({
      ...createOrdersActivities(
        new CatalogService(source),
        new OrdersService(source),
        new OrderReconciliationQueries(source),
        capabilities,
        new ReturnsService(source),
        pricing,
      ),
      ...createErasureActivities(new ErasureService(source), new RetentionService(source), {
        pseudonymize: (orderIds) => pseudonymizeEvents(source, orderIds),
      }),
    }),
    inventory: withFaults(
      createInventoryActivities(
        new ReservationsService(source),
        new ReservationReconciliationQueries(source),
        new ReturnedStockService(source),
      ),
    ),
    payments: withFaults(
      createPaymentsActivities(
        new PaymentsService(source, gateway, tokens),
        refunds,
        new PaymentFollowUpService(source, refunds),
        new PaymentReconciliationQueries(source, gateway),
      ),
    ),
  };
}
