import { createInventoryActivities } from '../activities/inventory.js';
import { ReservationsService } from '../domains/inventory/reservations.service.js';
import { inventorySchema } from '../domains/inventory/schema.js';
import { runWorker } from './factory.js';

await runWorker({
  name: 'inventory',
  schemas: [inventorySchema],
  options: (database) => ({ activities: createInventoryActivities(new ReservationsService(database)) }),
});
