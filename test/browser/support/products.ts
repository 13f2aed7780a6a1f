import type { Storefront } from '../../support/storefront.js';

let made = 0;

/** A product of the shop with a name of its own, which is returned. */
export async function stockProduct(storefront: Storefront, stock: number, price = 1_600): Promise<string> {
  made += 1;
  const name = `Stoneware mug ${made}`;
  const product = { sku: `MUG-${made}`, name, price, opening_stock: stock };
  const { status } = await storefront.ask('POST', '/v1/products', product, 'operator');
  if (status !== 201) throw new Error(`the product was answered with ${status}`);
  return name;
}
