import { afterAll } from 'vitest';
import { FakeStripe } from '../kit/fake-stripe/fake-stripe.js';
import { signPaymentEvent, stripeGatewayAt } from '../kit/fake-stripe/gateway.js';
import { describeGatewayContract } from '../kit/gateway-contract.js';

let stop: () => Promise<void> = () => Promise.resolve();
afterAll(() => stop());

describeGatewayContract('Stripe with state', async () => {
  const stripe = await FakeStripe.start();
  stop = () => stripe.stop();
  return {
    gateway: stripeGatewayAt(stripe.url),
    unreachable: stripeGatewayAt('http://127.0.0.1:1'),
    stateful: {
      pay({ transactionId, status }) {
        if (status === 'requires_action') stripe.approve(transactionId);
        return Promise.resolve();
      },
      countPaid: (orderId) =>
        Promise.resolve(stripe.intents(orderId).filter(({ status }) => status === 'succeeded').length),
    },
    sign: signPaymentEvent,
  };
});
