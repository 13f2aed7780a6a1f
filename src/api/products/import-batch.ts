import { lockBySku, saveProducts, type ProductToImport } from '../../domains/catalog/product-import.js';
import { uuidV5 } from '../../domains/uuid-v5.js';
import type { ChangeOrigin } from '../../domains/access/change.js';
import type { RequestKey } from '../../domains/idempotency/idempotent-changes.js';
import type { Services } from '../services.js';
import type { ImportedProduct } from './import-rows.js';
import { productIdOf } from './product-id.js';

const CHANGE_ID_NAMESPACE = '2a5be1c6-1f5e-4b0c-8d0b-7f1e9a3c5d42';

export type ImportOutcome = 'created' | 'changed' | 'unchanged' | 'rejected';

export interface ImportedLine {
  readonly line: number;
  readonly sku: string;
  readonly outcome: ImportOutcome;
  readonly error?: string;
}

export interface BatchLine {
  readonly line: number;
  readonly product: ImportedProduct;
}

export interface BatchOptions {
  /** Identifies the request; with a line, it identifies the entry in the log of changes. */
  readonly importId: string;
  /** A batch with the key is imported once; undefined imports it every time. */
  readonly key: RequestKey | undefined;
  /** Finds the outcomes and changes nothing. */
  readonly isPreview: boolean;
}

/**
 * Imports products with different SKUs in one transaction. A product that exists is changed; its stock is not.
 */
export function importBatch(
  lines: readonly BatchLine[],
  { changes, inventory, changeLog }: Pick<Services, 'changes' | 'inventory' | 'changeLog'>,
  origin: ChangeOrigin,
  { importId, key, isPreview }: BatchOptions,
): Promise<ImportedLine[]> {
  return changes.catalog.once(key, async (manager) => {
    const stored = await lockBySku(
      lines.map(({ product }) => product.sku),
      manager,
    );
    const decided = lines.map(({ line, product }) => {
      const before = stored.get(product.sku);
      const { sku, name, price, currency, status } = product;
      const after: ProductToImport = { id: before?.id ?? productIdOf(sku), sku, name, price, currency, status };
      return { line, product, before, after, ...outcomeOf(before, after) };
    });
    const toSave = decided.filter(({ outcome }) => outcome === 'created' || outcome === 'changed');
    if (!isPreview && toSave.length > 0) {
      await saveProducts(
        toSave.map(({ after }) => after),
        manager,
      );
      for (const { line, product, before, after } of toSave) {
        const { opening_stock: quantity, warehouse_code: warehouseCode } = product;
        if (!before) await inventory.open({ productId: after.id, sku: after.sku, quantity, warehouseCode }, manager);
        const { id: subjectId, ...logged } = after;
        const { id: _, ...loggedBefore } = before ?? after;
        await changeLog.record(
          {
            ...origin,
            id: uuidV5(CHANGE_ID_NAMESPACE, `${importId} ${line}`),
            action: before ? 'product.changed' : 'product.created',
            subjectId,
            before: before ? loggedBefore : null,
            after: before ? logged : { ...logged, opening_stock: quantity, warehouse_code: warehouseCode },
          },
          manager,
        );
      }
    }
    return decided.map(({ line, product, outcome, error }) => ({
      line,
      sku: product.sku,
      outcome,
      ...(error !== undefined && { error }),
    }));
  });
}

function outcomeOf(
  before: ProductToImport | undefined,
  after: ProductToImport,
): { outcome: ImportOutcome; error?: string } {
  if (!before) return { outcome: 'created' };
  if (before.currency !== after.currency) {
    return { outcome: 'rejected', error: `currency is ${before.currency} and cannot be changed` };
  }
  const isSame = before.name === after.name && before.price === after.price && before.status === after.status;
  return { outcome: isSame ? 'unchanged' : 'changed' };
}
