import { randomUUID } from 'node:crypto';
import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { findFreePort } from '../../src/local/ports.js';
import { signToken } from '../../src/local/sign-token.js';
import type { OrderView } from './storefront.js';
import { waitUntil } from './observe.js';
import { startService, type ProcessName, type ServiceProcess } from './processes.js';
import type { System } from './system.js';

type Role = 'customer' | 'operator';

/** The API and the workers as processes of their own, over a system without workers. */
export interface StorefrontProcesses {
  readonly url: string;
  readonly userId: string;
  readonly processes: Readonly<Record<'orders' | 'inventory' | 'payments' | 'api', ServiceProcess>>;
  /** Of every process. */
  readonly environment: Readonly<Record<string, string>>;
  token(role: Role): Promise<string>;
  /** Asks the API, as one customer or as an operator. */
  request<Body = OrderView>(
    method: string,
    path: string,
    body?: unknown,
    role?: Role,
  ): Promise<Body & { status: string }>;
  placeOrder(productId: string, fields?: object): Promise<OrderView>;
  waitForOrder(orderId: string, predicate: (order: OrderView) => boolean): Promise<OrderView>;
  stop(): Promise<void>;
}

/**
 * @param environment - of every process, besides where the parts are
 * @param processEnvironment - what one process has besides
 */
export async function startStorefrontProcesses(
  system: System,
  bundlePath: string,
  environment: Readonly<Record<string, string>>,
  processEnvironment: (name: ProcessName) => Readonly<Record<string, string>> = () => ({}),
): Promise<StorefrontProcesses> {
  const port = environment.PORT ?? (await findFreePort());
  const common = {
    DATABASE_URL: system.database.url,
    TEMPORAL_ADDRESS: system.temporal.address,
    TEMPORAL_NAMESPACE: system.temporal.namespace ?? 'default',
    GATEWAY_URL: system.gatewayUrl,
    PORT: String(port),
    WORKFLOW_BUNDLE: bundlePath,
    ...environment,
  };
  const started = await Promise.allSettled([
    startService('orders', { ...common, ...processEnvironment('orders') }),
    startService('inventory', { ...common, ...processEnvironment('inventory') }),
    startService('payments', { ...common, ...processEnvironment('payments') }),
    startService('api', { ...common, ...processEnvironment('api') }),
  ]);
  const running = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = started.find((result) => result.status === 'rejected');
  const stop = async () => {
    await Promise.all(running.map((process) => process.stop()));
  };
  const [orders, inventory, payments, api] = running;
  if (failed || !orders || !inventory || !payments || !api) {
    await stop();
    throw failed?.reason ?? new Error('not all processes started');
  }

  const url = `http://127.0.0.1:${port}`;
  const userId = randomUUID();
  const token = (role: Role) => signToken(LOCAL_JWT_SECRET, { userId, role });
  const storefront: StorefrontProcesses = {
    url,
    userId,
    environment: common,
    processes: { orders, inventory, payments, api },
    token,
    async request(method, path, body, role = 'customer') {
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${await token(role)}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return (await response.json()) as never;
    },
    placeOrder: (productId, fields = {}) =>
      storefront.request('POST', '/v1/orders', {
        items: [{ product_id: productId, quantity: 1 }],
        payment_method: 'credit_card',
        payment_token: 'tok_approve',
        ...fields,
      }),
    waitForOrder: (orderId, predicate) =>
      waitUntil(() => storefront.request('GET', `/v1/orders/${orderId}`), predicate),
    stop,
  };
  return storefront;
}
