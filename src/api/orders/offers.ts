import type { DataSource } from 'typeorm';
import type { ProductOnSale } from '../../domains/catalog/catalog.service.js';
import { SharedReader } from '../dependencies/shared-reader.js';

/** A product and its stock, as one read found them. */
export interface Offer extends ProductOnSale {
  /** Units; null when the inventory does not know the product. */
  readonly available: number | null;
}

/**
 * Reads what is on sale. One statement reads catalog and inventory, because each order is checked with it before it costs anything
 * else, and concurrent orders share it.
 */
export class Offers {
  private readonly reader: SharedReader<Offer>;

  constructor(database: Pick<DataSource, 'query'>) {
    this.reader = new SharedReader(async (ids) => {
      const rows = await database.query<(Omit<Offer, 'price'> & { price: string })[]>(
        `SELECT p.id, p.sku, p.name, p.price, p.currency, p.status, s.available
         FROM catalog.products p LEFT JOIN inventory.stock s ON s.product_id = p.id AND s.deleted_at IS NULL
         WHERE p.id = ANY ($1) AND p.deleted_at IS NULL`,
        [ids],
      );
      // The driver returns bigint as text.
      return new Map(rows.map((row) => [row.id, { ...row, price: Number(row.price) }]));
    });
  }

  /** Returns the given products that exist. */
  async find(ids: readonly string[]): Promise<Offer[]> {
    const offers = await this.reader.read(ids);
    return ids.flatMap((id) => offers.get(id) ?? []);
  }
}
