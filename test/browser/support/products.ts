import type { Storefront } from '../../kit/storefront.js';

let created = 0;

/** Creates a product. @returns its unique name */
export async function createProduct(
  storefront: Storefront,
  stock: number,
  price = 1_600,
  currency = 'USD',
): Promise<string> {
  created += 1;
  const name = `Stoneware mug ${created}`;
  const product = { sku: `MUG-${created}`, name, price, currency, opening_stock: stock };
  const { status } = await storefront.request('POST', '/v1/products', product, 'operator');
  if (status !== 201) throw new Error(`creating the product failed with status ${status}`);
  return name;
}
