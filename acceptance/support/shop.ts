import { randomUUID } from 'node:crypto';
import { npmRun } from './run.ts';

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Order {
  readonly id: string;
  readonly status: string;
  readonly status_reason: string | null;
  readonly workflow_id: string;
  readonly total_amount: number;
  readonly payment: { readonly status: string; readonly refunded_amount: number; readonly amount: number } | null;
}

export interface Product {
  readonly id: string;
  readonly available: number;
  readonly status: string;
  readonly price: number;
}

/** One user of the API. */
export class User {
  private constructor(
    readonly id: string,
    private readonly token: string,
  ) {}

  static async create(role: 'customer' | 'operator' = 'customer'): Promise<User> {
    const id = randomUUID();
    return new User(id, await npmRun('token', '--user', id, '--role', role));
  }

  async request<Body>(method: string, path: string, body?: unknown, headers = {}): Promise<Answer<Body>> {
    const response = await fetch(new URL(path, process.env.BASE_URL), {
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

  /** Places an order for one piece of each product. */
  place(products: readonly Product[], fields = {}, headers = {}): Promise<Answer<Order>> {
    const items = products.map(({ id }) => ({ product_id: id, quantity: 1 }));
    const body = { items, payment_method: 'credit_card', payment_token: 'tok_approve', ...fields };
    return this.request<Order>('POST', '/v1/orders', body, headers);
  }

  /** The order once it has a status that is wanted. */
  async watch(orderId: string, wanted: readonly string[]): Promise<Order> {
    for (;;) {
      const { body } = await this.request<Order>('GET', `/v1/orders/${orderId}`);
      if (wanted.includes(body.status)) return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** A new product with that much stock. */
export async function stockUp(quantity: number): Promise<Product> {
  const operator = await User.create('operator');
  const sku = `TEST-${randomUUID()}`;
  const product = { sku, name: 'A thing to test with', price: 1_250, opening_stock: quantity };
  return (await operator.request<Product>('POST', '/v1/products', product)).body;
}

/** A product as anybody sees it. */
export async function look(productId: string): Promise<Product> {
  const response = await fetch(new URL(`/v1/products/${productId}`, process.env.BASE_URL));
  return (await response.json()) as Product;
}
