import { z } from 'zod';
import type { Product } from '../../domains/catalog/product.entity.js';
import { CSV, csvFile, csvLine } from '../http/csv.js';
import { defineRoute } from '../http/route.js';
import type { Services } from '../services.js';

/** Products that one statement reads. */
const BATCH_SIZE = 500;
const COLUMNS = ['sku', 'name', 'price', 'currency', 'status', 'available'];

export const exportProducts = defineRoute({
  method: 'get',
  path: '/v1/products/export',
  operationId: 'exportProducts',
  summary: 'Export all products as CSV',
  description: 'Prices are in minor units. Text that a spreadsheet would run as a formula begins with an apostrophe.',
  access: 'operator',
  scope: 'catalogue',
  query: z.strictObject({}),
  responses: { 200: { description: 'The file.', contentType: CSV, body: csvFile(COLUMNS) } },
  async handler({ signal }, services) {
    // Read before the response starts, so that an outage is still a problem with its status.
    return { status: 200, body: fileOf(await services.catalog.list({ limit: BATCH_SIZE }), services, signal) };
  },
});

async function* fileOf(
  first: readonly Product[],
  { catalog, inventory }: Services,
  signal: AbortSignal,
): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for (let batch = first; batch.length > 0;) {
    const stocks = await inventory.find(batch.map(({ id }) => id));
    const available = new Map(stocks.map((stock) => [stock.productId, stock.available]));
    yield batch
      .map(({ id, sku, name, price, currency, status }) =>
        csvLine([sku, name, price, currency, status, available.get(id) ?? 0]),
      )
      .join('');
    const last = batch.at(-1);
    if (!last || batch.length < BATCH_SIZE) return;
    signal.throwIfAborted();
    batch = await catalog.list({ afterSku: last.sku, limit: BATCH_SIZE });
  }
}
