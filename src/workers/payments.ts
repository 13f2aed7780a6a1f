import { createPaymentsActivities } from '../activities/payments.js';
import { readConfig } from '../config.js';
import { PaymentsService } from '../domains/payments/payments.service.js';
import { paymentsSchema } from '../domains/payments/schema.js';
import { SimulatedGateway } from '../domains/payments/simulated-gateway.js';
import { runWorker } from './factory.js';

await runWorker({
  name: 'payments',
  schemas: [paymentsSchema],
  options: (database) => {
    const gateway = new SimulatedGateway(readConfig(['GATEWAY_URL']).GATEWAY_URL);
    return { activities: createPaymentsActivities(new PaymentsService(database, gateway)) };
  },
});
