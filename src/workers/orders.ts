import { createOrdersActivities } from '../activities/orders.js';
import { CatalogService } from '../domains/catalog/catalog.service.js';
import { catalogSchema } from '../domains/catalog/schema.js';
import { OrdersReview } from '../domains/orders/orders-review.js';
import { OrdersService } from '../domains/orders/orders.service.js';
import { ordersSchema } from '../domains/orders/schema.js';
import { isTraced } from '../telemetry/signals.js';
import { isEncrypting } from '../temporal/settings.js';
import { readConfig } from '../config.js';
import { scheduleReconciliation } from './reconciliation-schedule.js';
import { runWorker } from './factory.js';
import { workflowCode } from './workflow-code.js';

await runWorker({
  name: 'orders',
  schemas: [ordersSchema, catalogSchema],
  options: (database) => ({
    ...workflowCode({ traced: isTraced(), encrypting: isEncrypting() }),
    activities: createOrdersActivities(
      new CatalogService(database),
      new OrdersService(database),
      new OrdersReview(database),
    ),
  }),
  begin: (client) => scheduleReconciliation(client, readConfig(['RECONCILE_EVERY_SECONDS']).RECONCILE_EVERY_SECONDS),
});
