import { createInventoryActivities } from '../../src/activities/inventory.js';
import { createOrdersActivities } from '../../src/activities/orders.js';
import { createPaymentsActivities } from '../../src/activities/payments.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOCAL_PAYMENT_TOKEN_KEYS, readConfig } from '../../src/config/config.js';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { ReturnedStockService } from '../../src/domains/inventory/returned-stock.service.js';
import { ReservationReconciliationQueries } from '../../src/domains/inventory/reservation-reconciliation-queries.js';
import { ReservationsService } from '../../src/domains/inventory/reservations.service.js';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { ReturnsService } from '../../src/domains/orders/returns.service.js';
import { OrderReconciliationQueries } from '../../src/domains/orders/order-reconciliation-queries.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import { SIMULATED_CAPABILITIES } from '../../src/providers/simulated/capabilities.js';
import { createGateway, GATEWAY_CLIENT_VARIABLES } from '../../src/providers/create-gateway.js';
import { PaymentTokens } from '../../src/domains/payments/payment-tokens.js';
import { PaymentFollowUpService } from '../../src/domains/payments/payment-follow-up.service.js';
import { PaymentReconciliationQueries } from '../../src/domains/payments/payment-reconciliation-queries.js';
import { PaymentsService } from '../../src/domains/payments/payments.service.js';
import { RefundsService } from '../../src/domains/payments/refunds.service.js';
import { DECISION_LATENCY_MS } from '../../src/gateway/charges.service.js';
import { runWorker, type WorkerDefinition } from '../../src/workers/factory.js';
import { createMarkPaid } from './mark-paid.js';
import { queuesOf } from './queues.js';

type Database = Parameters<WorkerDefinition<undefined>['options']>[0];

/** The worker of a subject for one domain, configured like those of the order service. Arguments: subject, domain, path of the bundle. */
const [subject = '', domain = '', codePath = ''] = process.argv.slice(2);

/** The activities of the order service, plus `markPaid`. */
const NAIVE_SAGA_ACTIVITIES: Readonly<Record<string, (database: Database) => object>> = {
  orders: (database) => ({
    ...createOrdersActivities(
      new CatalogService(database),
      new OrdersService(database),
      new OrderReconciliationQueries(database),
      SIMULATED_CAPABILITIES,
      new ReturnsService(database),
    ),
    ...createMarkPaid(database),
  }),
  inventory: (database) =>
    createInventoryActivities(
      new ReservationsService(database),
      new ReservationReconciliationQueries(database),
      new ReturnedStockService(database),
    ),
  payments: (database) => {
    const gateway = createGateway(readConfig(GATEWAY_CLIENT_VARIABLES));
    const refunds = new RefundsService(database, gateway);
    return createPaymentsActivities(
      new PaymentsService(database, gateway, new PaymentTokens(LOCAL_PAYMENT_TOKEN_KEYS)),
      refunds,
      new PaymentFollowUpService(database, refunds),
      new PaymentReconciliationQueries(database, gateway),
    );
  },
};

/** Activities that do nothing. The payment waits as long as the gateway does: that latency is not a cost of the order service. */
const BASELINE_ACTIVITIES = { noop: () => (domain === 'payments' ? sleep(DECISION_LATENCY_MS) : Promise.resolve()) };

const activitiesOf = (database: Database): object => {
  const createActivities = subject === 'naive-saga' ? NAIVE_SAGA_ACTIVITIES[domain] : undefined;
  return createActivities?.(database) ?? BASELINE_ACTIVITIES;
};

const name = domain as WorkerDefinition<undefined>['name'];
await runWorker({
  name,
  schemas: ALL_DOMAINS,
  readSettings: () => undefined,
  options: (database) => ({
    taskQueue: queuesOf(subject)[name],
    ...(name === 'orders' && { workflowBundle: { codePath } }),
    activities: activitiesOf(database),
  }),
});
