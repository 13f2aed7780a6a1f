import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tokenKeys } from '../../src/api/auth/token-keys.js';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { callApi, hasFinalStatus, type OrderView } from '../kit/api-client.js';
import { examplePricing } from '../kit/example-pricing.js';
import { startFakeServer, type FakeServer } from '../kit/fake-server.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, waitUntil } from '../kit/observe.js';
import { startService } from '../kit/processes.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';
import type { TestProcess } from '../kit/test-process.js';
import { findDeliveryProblems, startWebhookReceiver, type WebhookReceiver } from '../kit/webhook-receiver.js';

const AUDIENCE = 'orders';
const ISSUER = 'https://id.example/realms/shop';

let privateKey: CryptoKey;
let keySet: FakeServer;
let shop: Storefront;
let sender: TestProcess;
let receiver: WebhookReceiver;
beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  privateKey = pair.privateKey;
  const keys = [{ ...(await exportJWK(pair.publicKey)), alg: 'RS256', kid: 'realm' }];
  keySet = await startFakeServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys })),
  );
  const keysOfRealm = tokenKeys({
    ...{ JWT_JWKS_URL: `${keySet.url}/certs`, JWT_AUDIENCE: AUDIENCE, JWT_ISSUER: ISSUER },
    JWT_ROLES_CLAIM: ['realm_access.roles'],
    JWT_ROLE_MAP: new Map([
      ['shopper', 'customer'],
      ['shop-admin', 'operator'],
    ] as const),
  });
  shop = await startStorefront({ pricing: examplePricing, signIn: { tokenKeys: keysOfRealm } });
  receiver = await startWebhookReceiver();
  sender = await startService('events', { DATABASE_URL: shop.system.database.url, WEBHOOK_TARGETS: 'loopback' });
});
afterAll(async () => {
  await sender.stop();
  await Promise.all([receiver.stop(), keySet.stop()]);
  await shop.stop();
});

/** Signs an access token as Keycloak issues it. */
function tokenOf(sub: string, role: 'shopper' | 'shop-admin'): Promise<string> {
  return new SignJWT({
    ...{ typ: 'Bearer', azp: 'webshop', scope: 'openid email profile', sid: randomUUID(), jti: randomUUID() },
    ...{ preferred_username: 'ada', email: 'ada@example.com', email_verified: true },
    realm_access: { roles: ['offline_access', 'uma_authorization', role] },
    resource_access: { account: { roles: ['manage-account'] } },
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'realm', typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(['account', AUDIENCE])
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);
}

interface ShopOrder extends OrderView {
  readonly total_amount: number;
  readonly external_reference: string;
}

it('serves a shop with its own users, prices, references and systems, and the books add up', async () => {
  const userId = randomUUID();
  const [customer, operator] = [await tokenOf(userId, 'shopper'), await tokenOf(randomUUID(), 'shop-admin')];
  const call = <Body = ShopOrder>(token: string, method: string, path: string, body?: unknown) =>
    callApi<Body>(shop.url, method, path, { token, body, headers: { 'idempotency-key': randomUUID() } });

  const endpoint = await call<{ secret: string }>(operator, 'POST', '/v1/webhook-endpoints', { url: receiver.url });
  expect(endpoint.status).toBe(201);

  const place = async (reference: string, fields: object) => {
    const { id: productId } = await shop.system.addProduct(2, 2_000, 'EUR');
    const answer = await call(customer, 'POST', '/v1/orders', {
      items: [{ product_id: productId, quantity: 2 }],
      ...{ payment_method: 'credit_card', payment_token: 'tok_approve', external_reference: reference },
      ...{ email: 'ada@example.com', note: 'Ring twice', ...fields },
      shipping_address: { name: 'Ada', line1: 'Ring 1', city: 'Wien', postal_code: '1010', country: 'AT' },
    });
    expect([answer.status, answer.body.external_reference]).toEqual([201, reference]);
    const { id } = answer.body;
    const final = await waitUntil(async () => (await call(customer, 'GET', `/v1/orders/${id}`)).body, hasFinalStatus);
    expect(final.status).toBe('confirmed');
    await shop.system.temporal.client.workflow.result(orderWorkflowId(id));
    return { ...final, productId };
  };
  // 20 % of the items and the shipping: (4,000 + 490) * 1.2, and with the coupon (3,600 + 490) * 1.2.
  const returned = await place('SHOP-1', {});
  expect(returned.total_amount).toBe(5_388);
  const refunded = await place('SHOP-2', { metadata: { coupon: 'WELCOME' } });
  expect(refunded.total_amount).toBe(4_908);

  const refund = { amount: 1_000, reason: 'scratched' };
  const refunds = await call(operator, 'POST', `/v1/orders/${refunded.id}/refunds`, refund);
  expect(refunds.status).toBe(201);
  const items = [{ product_id: returned.productId, quantity: 2 }];
  const back = await call(operator, 'POST', `/v1/orders/${returned.id}/returns`, {
    items,
    restock: true,
    reason: 'size',
  });
  expect(back).toMatchObject({ status: 201, body: { status: 'completed', refunded_amount: 5_388 } });
  const kept = async ({ id }: OrderView) => (await readOrderSnapshot(shop.system.database, id)).charge?.kept;
  expect([await kept(returned), await kept(refunded)]).toEqual([0, 3_908]);

  const events = () => receiver.received.map(({ type }) => type);
  await waitUntil(
    () => Promise.resolve(events()),
    (types) => types.filter((type) => type === 'order.confirmed').length === 2 && types.includes('order.returned'),
  );
  expect(findDeliveryProblems(receiver.received, [endpoint.body.secret])).toEqual([]);

  const erasure = await call<{ id: string }>(operator, 'POST', `/v1/users/${userId}/erase`);
  expect(erasure.status).toBe(202);
  await waitUntil(
    async () => (await call<{ status: string }>(operator, 'GET', `/v1/erasures/${erasure.body.id}`)).body,
    ({ status }) => status === 'completed',
  );
  expect((await call(customer, 'GET', `/v1/orders/${returned.id}`)).status).toBe(404);
  const personal = await call(operator, 'GET', `/v1/orders/${returned.id}/personal-data`);
  expect(personal.body).toEqual({ email: null, note: null, shipping_address: null });
  expect(await findViolations(shop.system.database)).toEqual({});
});
