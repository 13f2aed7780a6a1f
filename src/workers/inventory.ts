import { createInventoryActivities } from '../activities/inventory.js';
import { ReturnedStockService } from '../domains/inventory/returned-stock.service.js';
import { ReservationReconciliationQueries } from '../domains/inventory/reservation-reconciliation-queries.js';
import { ReservationsService } from '../domains/inventory/reservations.service.js';
import { inventorySchema } from '../domains/inventory/schema.js';
import { reportStockLevel } from '../domains/inventory/stock-metrics.js';
import { readConfig } from '../config/config.js';
import { setLowStockThreshold } from '../events/low-stock-threshold.js';
import { runWorker } from './factory.js';
import { useRunningStack } from '../process/running-stack.js';

useRunningStack(['database', 'temporal']);

await runWorker({
  name: 'inventory',
  schemas: [inventorySchema],
  readSettings: () => readConfig(['LOW_STOCK_THRESHOLD']),
  options: (database) => ({
    activities: createInventoryActivities(
      new ReservationsService(database),
      new ReservationReconciliationQueries(database),
      new ReturnedStockService(database),
    ),
  }),
  runBeside: (database, { LOW_STOCK_THRESHOLD }, logger) => {
    setLowStockThreshold(database, LOW_STOCK_THRESHOLD, logger);
    return undefined;
  },
  reportMetrics: reportStockLevel,
});
