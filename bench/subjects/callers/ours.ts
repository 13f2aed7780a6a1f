import { request } from 'undici';
import { LOCAL_JWT_SECRET } from '../../../src/config/config.js';
import { signToken } from '../../../src/local/sign-token.js';
import { orderWorkflowId } from '../../../src/contracts/workflow-ids.js';
import type { PlaceOrder } from '../caller.js';
import { connect, expectConfirmed } from './temporal.js';

/** The order service through the API. Waits for the result of the run, like every subject on Temporal. */
export async function open(): Promise<PlaceOrder> {
  const { client } = await connect();
  const url = new URL('/v1/orders', process.env.API_URL);
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (userId: string) => {
    const token = tokens.get(userId) ?? signToken(LOCAL_JWT_SECRET, { userId, role: 'customer' });
    tokens.set(userId, token);
    return token;
  };
  return async ({ orderId, userId, lines }, onAccepted) => {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokenOf(userId)}`,
        'content-type': 'application/json',
        'idempotency-key': orderId,
      },
      body: JSON.stringify({
        items: lines.map(({ productId, quantity }) => ({ product_id: productId, quantity })),
        payment_method: 'credit_card',
        payment_token: 'tok_approve',
      }),
    });
    if (statusCode !== 201) throw new Error(`The API answered ${statusCode}: ${await body.text()}`);
    const { id } = (await body.json()) as { id: string };
    onAccepted();
    expectConfirmed(await client.workflow.result(orderWorkflowId(id)));
  };
}
