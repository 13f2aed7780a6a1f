import { createOrdersActivities } from '../activities/orders.js';
import { CatalogService } from '../domains/catalog/catalog.service.js';
import { catalogSchema } from '../domains/catalog/schema.js';
import { OrdersService } from '../domains/orders/orders.service.js';
import { ordersSchema } from '../domains/orders/schema.js';
import { runWorker } from './factory.js';
import { workflowCode } from './workflow-code.js';

await runWorker({
  name: 'orders',
  schemas: [ordersSchema, catalogSchema],
  options: (database) => ({
    ...workflowCode(),
    activities: createOrdersActivities(new CatalogService(database), new OrdersService(database)),
  }),
});
