import type { DataSource, EntityManager, Repository } from 'typeorm';
import { isUniqueViolation } from '../database/postgres-errors.js';
import { ProductNotFound, SkuTaken } from './errors.js';
import { Product, type ProductStatus } from './product.entity.js';

export interface NewProduct {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  /** Minor units. */
  readonly price: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly status?: ProductStatus;
}

/** The product data that pricing needs. */
export type ProductOnSale = Pick<Product, 'id' | 'sku' | 'name' | 'price' | 'currency' | 'status'>;

export type ProductChanges = Partial<Pick<NewProduct, 'name' | 'price' | 'status'>>;

export class CatalogService {
  private readonly products: Repository<Product>;

  constructor(database: DataSource) {
    this.products = database.getRepository(Product);
  }

  /**
   * Adds a product. Idempotent by id: an existing product does not change.
   *
   * @throws SkuTaken when another product has the sku
   */
  async create(product: NewProduct): Promise<Product> {
    const { id, sku, name, price, currency, status = 'active' } = product;
    try {
      await this.products.query(
        `INSERT INTO catalog.products (id, sku, name, price, currency, status) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO NOTHING`,
        [id, sku, name, price, currency, status],
      );
    } catch (error) {
      if (isUniqueViolation(error, 'products_sku_unique')) throw new SkuTaken(sku);
      throw error;
    }
    return this.get(id);
  }

  /**
   * Adds a product, or replaces the product with the same id. Part of a transaction that rejects a product with stock.
   *
   * @throws SkuTaken when another product has the sku
   */
  async put({ id, sku, name, price, currency }: NewProduct, manager: EntityManager): Promise<Product> {
    try {
      await manager.query(
        `INSERT INTO catalog.products (id, sku, name, price, currency, status) VALUES ($1, $2, $3, $4, $5, 'active')
         ON CONFLICT (id) DO UPDATE SET name = $3, price = $4, currency = $5, status = 'active', updated_at = now()`,
        [id, sku, name, price, currency],
      );
    } catch (error) {
      if (isUniqueViolation(error, 'products_sku_unique')) throw new SkuTaken(sku);
      throw error;
    }
    return this.get(id, manager);
  }

  /** @throws ProductNotFound */
  async update(id: string, changes: ProductChanges, manager?: EntityManager): Promise<Product> {
    const products = manager?.getRepository(Product) ?? this.products;
    if (Object.keys(changes).length > 0) await products.update({ id }, changes);
    return this.get(id, manager);
  }

  /** @throws ProductNotFound */
  async get(id: string, manager?: EntityManager): Promise<Product> {
    const product = await (manager?.getRepository(Product) ?? this.products).findOneBy({ id });
    if (!product) throw new ProductNotFound(id);
    return product;
  }

  /**
   * Reads a product and locks it until the transaction ends.
   *
   * @throws ProductNotFound
   */
  async lock(id: string, manager: EntityManager): Promise<Product> {
    const product = await manager
      .getRepository(Product)
      .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!product) throw new ProductNotFound(id);
    return product;
  }

  /** Returns the given products that exist, in no particular order. */
  async find(ids: readonly string[]): Promise<ProductOnSale[]> {
    const found = await this.products.query<(Omit<ProductOnSale, 'price'> & { price: string })[]>(
      `SELECT id, sku, name, price, currency, status FROM catalog.products
       WHERE id = ANY ($1) AND deleted_at IS NULL`,
      [ids],
    );
    // The driver returns bigint as text.
    return found.map((product) => ({ ...product, price: Number(product.price) }));
  }

  /** Returns a page of products, ordered by sku. @param page.text - part of the sku or the name, in any case */
  list(page: { afterSku?: string; text?: string | undefined; limit: number }): Promise<Product[]> {
    const query = this.products.createQueryBuilder('product').orderBy('product.sku', 'ASC').take(page.limit);
    if (page.afterSku !== undefined) query.where('product.sku > :after', { after: page.afterSku });
    if (page.text !== undefined) {
      const text = page.text.toLowerCase();
      query.andWhere('(strpos(lower(product.sku), :text) > 0 OR strpos(lower(product.name), :text) > 0)', { text });
    }
    return query.getMany();
  }
}
