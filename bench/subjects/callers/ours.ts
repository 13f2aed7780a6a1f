import { createOrdersClient, unwrap, type OrdersClient } from '../../../packages/client/src/index.js';
import { orderWorkflowId } from '../../../src/contracts/workflow-ids.js';
import { LOCAL_JWT_SECRET } from '../../../src/config/config.js';
import { signToken } from '../../../src/local/sign-token.js';
import type { PlaceOrder } from '../caller.js';
import { connect, expectConfirmed } from './temporal.js';

/** The order service through the API. Waits for the result of the run, like every subject on Temporal. */
export async function open(): Promise<PlaceOrder> {
  const { client } = await connect();
  const baseUrl = process.env.API_URL ?? '';
  const clients = new Map<string, OrdersClient>();
  const clientOf = (userId: string) => {
    const existing = clients.get(userId);
    if (existing) return existing;
    const token = signToken(LOCAL_JWT_SECRET, { userId, role: 'customer' });
    const created = createOrdersClient({ baseUrl, token: () => token });
    clients.set(userId, created);
    return created;
  };
  return async ({ orderId, userId, lines }, onAccepted) => {
    const { id } = await unwrap(
      clientOf(userId).POST('/v1/orders', {
        params: { header: { 'Idempotency-Key': orderId } },
        body: {
          items: lines.map(({ productId, quantity }) => ({ product_id: productId, quantity })),
          payment_method: 'credit_card',
          payment_token: 'tok_approve',
        },
      }),
    );
    onAccepted();
    expectConfirmed(await client.workflow.result(orderWorkflowId(id)));
  };
}
