import { randomUUID } from 'node:crypto';
import { createOrdersClient, type NewOrder, type Order, type Product } from '../../packages/client/src/index.ts';
import { npmRun } from './npm-run.ts';

export interface ApiResponse<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

const baseUrl = () => process.env.BASE_URL ?? '';

/** A user of the API. */
export class User {
  private constructor(
    readonly id: string,
    private readonly token: string,
  ) {}

  static async create(role: 'customer' | 'operator' = 'customer'): Promise<User> {
    const id = randomUUID();
    return new User(id, await npmRun('token', '--user', id, '--role', role));
  }

  /** Sends a request that the typed client cannot express, such as an invalid one. */
  async request<Body>(method: string, path: string, body?: unknown, headers = {}): Promise<ApiResponse<Body>> {
    const response = await fetch(new URL(path, baseUrl()), {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  }

  get client() {
    return createOrdersClient({ baseUrl: baseUrl(), token: this.token });
  }

  /** Places an order for one unit of each product. */
  async place(
    products: readonly Product[],
    fields: Partial<NewOrder> = {},
    header: { 'Idempotency-Key'?: string; Prefer?: string } = {},
  ): Promise<ApiResponse<Order>> {
    const items = products.map(({ id }) => ({ product_id: id, quantity: 1 }));
    const { data, error, response } = await this.client.POST('/v1/orders', {
      params: { header },
      body: { items, payment_method: 'credit_card', payment_token: 'tok_approve', ...fields },
    });
    // Tests of rejected orders read the fields of the problem.
    return { status: response.status, headers: response.headers, body: (data ?? error) as Order };
  }

  /** Long-polls until the order has one of the statuses. */
  async waitForStatus(orderId: string, statuses: readonly Order['status'][]): Promise<Order> {
    let version = 0;
    for (;;) {
      const params = { path: { id: orderId }, query: { wait: 20, after_version: version } };
      const { data } = await this.client.GET('/v1/orders/{id}', { params });
      if (data && statuses.includes(data.status)) return data;
      version = data?.version ?? version;
    }
  }
}

/** Creates a product with the given stock. */
export async function createProduct(quantity: number): Promise<Product> {
  const { client } = await User.create('operator');
  const sku = `TEST-${randomUUID()}`;
  const body = { sku, name: 'Test product', price: 1_250, opening_stock: quantity };
  return (await client.POST('/v1/products', { body })).data as Product;
}

/** Reads a product without a token. */
export async function getProduct(productId: string): Promise<Product> {
  const params = { path: { id: productId } };
  return (await createOrdersClient({ baseUrl: baseUrl() }).GET('/v1/products/{id}', { params })).data as Product;
}
