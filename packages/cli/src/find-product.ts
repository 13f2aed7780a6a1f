import { paginate, type OrdersClient } from '../../client/src/index.ts';
import { isUuid } from './arguments.ts';
import { UsageError, type Context } from './context.ts';

/** Returns the id of a product that is named by its id or its SKU. @throws UsageError when no product has the SKU */
export async function findProductId(product: string, { client, signal }: Context): Promise<string> {
  return isUuid(product) ? product : findBySku(client, product, signal);
}

async function findBySku(client: OrdersClient, sku: string, signal: AbortSignal): Promise<string> {
  // `q` also finds SKUs and names that contain the text.
  for await (const product of paginate(client, '/v1/products', { params: { query: { q: sku, limit: 100 } }, signal })) {
    if (product.sku === sku) return product.id;
  }
  throw new UsageError(`No product has the id or SKU "${sku}".`);
}
