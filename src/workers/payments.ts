import { createPaymentsActivities } from '../activities/payments.js';
import { LOCAL_PAYMENT_TOKEN_KEYS, readAll, readConfig } from '../config/config.js';
import { createGateway, GATEWAY_CLIENT_VARIABLES } from '../providers/create-gateway.js';
import { PaymentFollowUpService } from '../domains/payments/payment-follow-up.service.js';
import { PaymentReconciliationQueries } from '../domains/payments/payment-reconciliation-queries.js';
import { PaymentTokens } from '../domains/payments/payment-tokens.js';
import { reportSuccessRate } from '../domains/payments/payment-metrics.js';
import { PaymentsService } from '../domains/payments/payments.service.js';
import { RefundsService } from '../domains/payments/refunds.service.js';
import { paymentsSchema } from '../domains/payments/schema.js';
import { runWorker } from './factory.js';
import { useRunningStack } from '../process/running-stack.js';

useRunningStack(['database', 'temporal']);

await runWorker({
  name: 'payments',
  schemas: [paymentsSchema],
  readSettings: () =>
    readAll(
      () => readConfig(['PAYMENTS_PER_SECOND', 'PAYMENT_TOKEN_KEYS']),
      () => createGateway(readConfig(GATEWAY_CLIENT_VARIABLES)),
    ),
  options: (database, [{ PAYMENTS_PER_SECOND, PAYMENT_TOKEN_KEYS }, gateway]) => {
    const tokens = new PaymentTokens(PAYMENT_TOKEN_KEYS ?? LOCAL_PAYMENT_TOKEN_KEYS);
    const refunds = new RefundsService(database, gateway);
    return {
      activities: createPaymentsActivities(
        new PaymentsService(database, gateway, tokens),
        refunds,
        new PaymentFollowUpService(database, refunds),
        new PaymentReconciliationQueries(database, gateway),
      ),
      // The server enforces this limit over all workers of the queue, as the gateway's own rate limit requires.
      maxTaskQueueActivitiesPerSecond: PAYMENTS_PER_SECOND,
    };
  },
  reportMetrics: reportSuccessRate,
});
