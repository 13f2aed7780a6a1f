import { pseudonymizeEvents } from '../../src/events/pseudonymize-events.js';
import { createErasureActivities } from '../../src/activities/erasure.js';
import { createOrdersActivities } from '../../src/activities/orders.js';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { catalogSchema } from '../../src/domains/catalog/schema.js';
import { ErasureService } from '../../src/domains/orders/erasure.service.js';
import { RetentionService } from '../../src/domains/orders/retention.service.js';
import { ReturnsService } from '../../src/domains/orders/returns.service.js';
import { OrderReconciliationQueries } from '../../src/domains/orders/order-reconciliation-queries.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import { ordersSchema } from '../../src/domains/orders/schema.js';
import { SIMULATED_CAPABILITIES } from '../../src/providers/simulated/capabilities.js';
import { runWorker } from '../../src/workers/factory.js';

/** The orders worker with the workflow bundle at WORKFLOW_BUNDLE, since `npm run build` may not have run. */
await runWorker({
  name: 'orders',
  schemas: [ordersSchema, catalogSchema],
  readSettings: () => undefined,
  options: (database) => ({
    workflowBundle: { codePath: process.env.WORKFLOW_BUNDLE ?? '' },
    activities: {
      ...createOrdersActivities(
        new CatalogService(database),
        new OrdersService(database),
        new OrderReconciliationQueries(database),
        SIMULATED_CAPABILITIES,
        new ReturnsService(database),
      ),
      ...createErasureActivities(new ErasureService(database), new RetentionService(database), {
        pseudonymize: (orderIds) => pseudonymizeEvents(database, orderIds),
      }),
    },
  }),
});
