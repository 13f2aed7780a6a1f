import { afterAll } from 'vitest';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { startGateway } from '../../src/gateway/server.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { createTestDatabase } from '../kit/database.js';
import { describeGatewayContract } from '../kit/gateway-contract.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import { signedEvent } from '../kit/webhook-events.js';

const webhookSecret = 'a secret of thirty-two characters';
let stop: () => Promise<void> = () => Promise.resolve();
afterAll(() => stop());

describeGatewayContract('the simulated gateway', async () => {
  const database = await createTestDatabase();
  const logger = createLogger('gateway', 'silent');
  const server = await startGateway({ databaseUrl: database.url, port: 0, successRate: 1, latencyMs: 1, logger });
  stop = async () => {
    await server.stop();
    await database.drop();
  };
  return {
    gateway: new SimulatedGateway(server.url, { webhookSecret }),
    unreachable: new SimulatedGateway('http://127.0.0.1:1'),
    stateful: {
      async pay({ redirectUrl }) {
        if (redirectUrl !== null) await submitPaymentDecision(redirectUrl, 'approve');
      },
      async countPaid(orderId) {
        const charges = await database.query(
          "SELECT 1 FROM gateway.charges WHERE order_id = $1 AND status = 'succeeded'",
          [orderId],
        );
        return charges.length;
      },
    },
    sign(orderId, seconds) {
      const options = { secret: webhookSecret, timestamp: seconds };
      const { body, headers } = signedEvent(orderId, 'charge.succeeded', options);
      return { body: Buffer.from(body), headers };
    },
  };
});
