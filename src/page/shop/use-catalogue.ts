import { useState } from 'preact/hooks';
import type { Inventory, Page, Product } from '../client/types.js';
import { canOperate, type Session } from '../session/session.js';
import { errorMessage } from '../ui/use-action.js';
import { usePoll } from '../ui/use-poll.js';

/** Stock moves while others order. */
const REFRESH_MS = 5_000;

export interface CatalogueEntry extends Product {
  /** Known to operators alone. */
  readonly stock?: Inventory | undefined;
}

export interface Catalogue {
  /** Undefined until they were read. */
  readonly products: readonly CatalogueEntry[] | undefined;
  readonly problem: string | undefined;
  readonly refresh: () => void;
}

/** The products and their stock, as they are now. */
export function useCatalogue(session: Session): Catalogue {
  const [products, setProducts] = useState<readonly CatalogueEntry[]>();
  const [problem, setProblem] = useState<string>();
  const [refreshCount, setRefreshCount] = useState(0);

  const load = async (signal: AbortSignal) => {
    try {
      const [loaded, stocks] = await Promise.all([
        readAll<Product>(session, '/v1/products', signal),
        canOperate(session) ? readAll<Inventory>(session, '/v1/inventory', signal) : [],
      ]);
      const byProduct = new Map(stocks.map((stock) => [stock.product_id, stock]));
      setProducts(loaded.map((product) => ({ ...product, stock: byProduct.get(product.id) })));
      setProblem(undefined);
    } catch (error) {
      if (!signal.aborted) setProblem(errorMessage(error));
    }
  };
  usePoll(load, REFRESH_MS, [session, refreshCount]);
  return { products, problem, refresh: () => setRefreshCount(refreshCount + 1) };
}

async function readAll<T>({ client }: Session, path: string, signal: AbortSignal): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<T> = await client.call<Page<T>>(`${path}?limit=100${query}`, { signal });
    rows.push(...page.data);
    cursor = page.next_cursor;
  }
  return rows;
}
