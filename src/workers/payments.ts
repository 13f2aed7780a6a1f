import { createPaymentsActivities } from '../activities/payments.js';
import { readConfig } from '../config.js';
import { createGateway, GATEWAY_VARIABLES } from '../domains/payments/create-gateway.js';
import { PaymentsService } from '../domains/payments/payments.service.js';
import { RefundsService } from '../domains/payments/refunds.service.js';
import { paymentsSchema } from '../domains/payments/schema.js';
import { runWorker } from './factory.js';

await runWorker({
  name: 'payments',
  schemas: [paymentsSchema],
  options: (database) => {
    const { PAYMENTS_PER_SECOND } = readConfig(['PAYMENTS_PER_SECOND']);
    const gateway = createGateway(readConfig(GATEWAY_VARIABLES));
    return {
      activities: createPaymentsActivities(
        new PaymentsService(database, gateway),
        new RefundsService(database, gateway),
      ),
      // For all workers of the queue together: what the gateway allows us, however many of them there are.
      maxTaskQueueActivitiesPerSecond: PAYMENTS_PER_SECOND,
    };
  },
});
