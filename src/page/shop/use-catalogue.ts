import { unwrap, type Inventory, type Product } from '../client.js';
import { canOperate } from '../session/claims.js';
import type { Session } from '../session/session.js';
import { usePolled, type Polled } from '../ui/use-polled.js';

/** Stock changes while other customers order. */
const REFRESH_MS = 5_000;

export interface CatalogueEntry extends Product {
  /** Only for operators. */
  readonly stock?: Inventory | undefined;
}

/** Polls the products and their stock. */
export function useCatalogue(session: Session): Polled<readonly CatalogueEntry[]> {
  return usePolled(
    async (signal) => {
      const [products, stocks] = await Promise.all([
        readAll((query) => unwrap(session.client.GET('/v1/products', { params: { query }, signal }))),
        canOperate(session)
          ? readAll((query) => unwrap(session.client.GET('/v1/inventory', { params: { query }, signal })))
          : [],
      ]);
      const byProduct = new Map(stocks.map((stock) => [stock.product_id, stock]));
      return products.map((product) => ({ ...product, stock: byProduct.get(product.id) }));
    },
    REFRESH_MS,
    [session],
  );
}

interface Page<T> {
  readonly data: readonly T[];
  readonly next_cursor: string | null;
}

async function readAll<T>(readPage: (query: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page: Page<T> = await readPage({ limit: 100, ...(cursor !== undefined && { cursor }) });
    rows.push(...page.data);
    cursor = page.next_cursor;
  }
  return rows;
}
