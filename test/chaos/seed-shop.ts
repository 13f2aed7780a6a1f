import { randomUUID } from 'node:crypto';
import type { Shop } from './scenario.js';
import { CUSTOMER_COUNT, type Plan } from './plan.js';
import { outcomeOf, type ShopClient } from './shop-client.js';

/** Adds the products of the plan. */
export async function seedShop(client: ShopClient, { stock }: Plan): Promise<Shop> {
  const operator = randomUUID();
  const products: { id: string }[] = [];
  for (const [index, units] of stock.entries()) {
    const body = { sku: `CHAOS-${index}`, name: `Product ${index}`, price: 990 + index * 370 };
    const product = { ...body, opening_stock: units };
    const response = await outcomeOf(client.as(operator, { role: 'operator' }).POST('/v1/products', { body: product }));
    if (response?.status !== 201)
      throw new Error(`The product could not be added: ${response?.status} ${response?.body.code}`);
    products.push(response.body);
  }
  return {
    client,
    operator,
    products,
    runId: randomUUID(),
    customers: Array.from({ length: CUSTOMER_COUNT }, () => randomUUID()),
  };
}
