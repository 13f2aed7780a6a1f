import type { EntityManager } from 'typeorm';

export interface ProductToImport {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  /** Minor units. */
  readonly price: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly status: string;
}

/** A product as it was before its import. */
export type StoredProduct = ProductToImport;

/**
 * Returns the products with the given SKUs, by SKU, locked until the transaction ends.
 *
 * @param manager - of the transaction
 */
export async function lockBySku(skus: readonly string[], manager: EntityManager): Promise<Map<string, StoredProduct>> {
  const rows = await manager.query<StoredProduct[]>(
    `SELECT id, sku, name, price::float8 AS price, currency, status FROM catalog.products
     WHERE sku = ANY ($1) ORDER BY id FOR UPDATE`,
    [skus],
  );
  return new Map(rows.map((row) => [row.sku, row]));
}

/** Adds products and changes those that exist, in one statement. The currency of a product does not change. */
export async function saveProducts(products: readonly ProductToImport[], manager: EntityManager): Promise<void> {
  await manager.query(
    `INSERT INTO catalog.products (id, sku, name, price, currency, status)
     SELECT id, sku, name, price, currency, status
     FROM jsonb_to_recordset($1) AS p (id uuid, sku text, name text, price bigint, currency text, status text)
     ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, price = EXCLUDED.price, status = EXCLUDED.status, updated_at = now()`,
    [JSON.stringify(products)],
  );
}
