import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { changeOrigin } from '../changes/change-origin.js';
import { defineRoute } from '../http/route.js';
import type { Services } from '../services.js';
import { importBatch, type ImportedLine, type ImportOutcome } from './import-batch.js';
import { CSV_TYPE, JSON_LINES_TYPE, readRows, type ImportRow } from './import-rows.js';

/** Products of one transaction. */
const BATCH_SIZE = 200;

export const importProducts = defineRoute({
  method: 'post',
  path: '/v1/products/import',
  operationId: 'importProducts',
  summary: 'Import products from CSV or JSON Lines',
  description:
    'Adds the products of a file and changes those whose SKU exists; repeating it changes nothing. The columns are `sku`, `name` and ' +
    '`price` in minor units, and optionally `currency`, `status`, `opening_stock` and `warehouse_code`; stock is opened for new ' +
    'products only. The file is read as it arrives, in transactions of 200 products, and each line is answered with one line of JSON: ' +
    '`line`, `sku`, `outcome` (`created`, `changed`, `unchanged` or `rejected`) and `error`. The last line has the `summary`. Without ' +
    'it, the import was interrupted: send the file again.',
  access: 'operator',
  scope: 'catalogue',
  query: z.strictObject({
    preview: z.literal('true').optional().meta({ description: 'Answers as an import would, and changes nothing.' }),
  }),
  streamedBody: [CSV_TYPE, JSON_LINES_TYPE],
  body: z.custom<AsyncIterable<Uint8Array>>().meta({
    type: 'string',
    description: 'The file, in UTF-8.',
    example: 'sku,name,price\nMUG-1,Mug,1600\n',
  }),
  responses: {
    200: {
      description: 'One line of JSON for each line of the file, and the summary.',
      contentType: JSON_LINES_TYPE,
      body: z.custom<AsyncIterable<string>>().meta({ type: 'string', contentMediaType: JSON_LINES_TYPE }),
    },
  },
  async handler({ query, body, contentType, ...request }, services) {
    // Before the response starts, so that an outage is still a problem with its status.
    await services.catalog.list({ limit: 1 });
    const isPreview = query.preview === 'true';
    return { status: 200, body: answers(readRows(body, contentType ?? ''), request, services, isPreview) };
  },
});

async function* answers(
  rows: AsyncIterable<ImportRow>,
  request: Parameters<typeof changeOrigin>[0],
  services: Services,
  isPreview: boolean,
): AsyncGenerator<string> {
  const importId = randomUUID();
  const counts: Record<ImportOutcome, number> = { created: 0, changed: 0, unchanged: 0, rejected: 0 };
  const toText = (lines: readonly ImportedLine[]) => {
    for (const { outcome } of lines) counts[outcome] += 1;
    return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  };
  let batch: Extract<ImportRow, { product: unknown }>[] = [];
  const flush = async () => {
    const lines = batch;
    batch = [];
    return lines.length === 0 ? [] : importBatch(lines, services, changeOrigin(request), importId, isPreview);
  };
  for await (const row of rows) {
    if ('error' in row) {
      yield toText([...(await flush()), { line: row.line, sku: row.sku, outcome: 'rejected', error: row.error }]);
      continue;
    }
    // A SKU that occurs twice is imported twice, in the order of the file.
    if (batch.length === BATCH_SIZE || batch.some(({ product }) => product.sku === row.product.sku)) {
      yield toText(await flush());
    }
    batch.push(row);
  }
  yield toText(await flush());
  yield `${JSON.stringify({ summary: counts })}\n`;
}
