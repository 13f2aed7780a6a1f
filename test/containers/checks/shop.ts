import { randomUUID } from 'node:crypto';
import { outcomeOf, ShopClient } from '../../chaos/shop-client.js';
import { eventually, type Stack } from './stack.js';

/** An order of a customer. */
export interface Order {
  readonly id: string;
  readonly userId: string;
}

/** Places orders as customers do. */
export class Shop {
  private readonly client: ShopClient;
  private productId: string | undefined;

  constructor(stack: Stack) {
    this.client = new ShopClient([stack.baseUrl], { jwtSecret: stack.secret('jwt-secret'), seed: 1 });
  }

  /** Places an order of one thing. @param method - the customer must approve an `alipay` payment */
  async place(method: 'credit_card' | 'alipay' = 'credit_card'): Promise<Order> {
    this.productId ??= await this.createProduct();
    const userId = randomUUID();
    const placed = await outcomeOf(
      this.client.as(userId).POST('/v1/orders', {
        params: { header: { 'Idempotency-Key': userId } },
        body: {
          items: [{ product_id: this.productId, quantity: 1 }],
          payment_method: method,
          ...(method === 'credit_card' && { payment_token: 'tok_approve' }),
        },
      }),
    );
    if (placed?.status !== 201) throw new Error(`The order was not accepted: ${JSON.stringify(placed)}`);
    return { id: placed.body.id, userId };
  }

  /** Waits until the order has the status. @throws when it never has */
  async waitFor(order: Order, status: string, seconds = 60): Promise<void> {
    await eventually(
      `the order is ${status}`,
      async () => ((await this.read(order)).status === status ? true : undefined),
      seconds,
    );
  }

  /** Places an order and waits until it is confirmed. */
  async confirm(): Promise<Order> {
    const order = await this.place();
    await this.waitFor(order, 'confirmed');
    return order;
  }

  /** The gateway's page on which the customer approves the payment. */
  async paymentPage(order: Order): Promise<string> {
    return eventually(
      'the order has a payment page',
      async () => (await this.read(order)).redirectUrl ?? undefined,
      60,
    );
  }

  /** The order as its customer reads it; the status is `404` when it does not exist. */
  async read({ id, userId }: Order): Promise<{ status: string; redirectUrl: string | null }> {
    const answer = await outcomeOf(this.client.as(userId).GET('/v1/orders/{id}', { params: { path: { id } } }));
    if (answer === null) throw new Error('The API did not answer.');
    return {
      status: answer.status === 404 ? '404' : answer.body.status,
      redirectUrl: answer.body.payment?.next_action?.redirect_url ?? null,
    };
  }

  private async createProduct(): Promise<string> {
    const id = randomUUID();
    const created = await outcomeOf(
      this.client.as(id, { role: 'operator' }).POST('/v1/products', {
        body: { sku: `containers-${id}`, name: 'A thing', price: 100, opening_stock: 1_000 },
      }),
    );
    if (created?.status !== 201) throw new Error(`The product was not created: ${JSON.stringify(created)}`);
    return created.body.id;
  }
}
