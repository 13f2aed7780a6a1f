import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { changeOrigin } from '../changes/change-origin.js';
import { computeFingerprint, idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { IdempotencyKeyReused } from '../../domains/orders/errors.js';
import type { RequestKey } from '../../domains/idempotency/idempotent-changes.js';
import { uuidV5 } from '../../domains/uuid-v5.js';
import { defineRoute } from '../http/route.js';
import type { Services } from '../services.js';
import {
  importBatch,
  type BatchLine,
  type BatchOptions,
  type ImportedLine,
  type ImportOutcome,
} from './import-batch.js';
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
    'it, the import was interrupted: send the file again. With the same `Idempotency-Key`, the response repeats what was imported ' +
    'without importing it again, so that later changes of the products stay.',
  access: 'operator',
  scope: 'catalogue',
  query: z.strictObject({
    preview: z.literal('true').optional().meta({ description: 'Answers as an import would, and changes nothing.' }),
  }),
  headers: idempotencyHeaders,
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
    const key = isPreview ? undefined : requestKey({ ...request, params: {}, body: null }, 'importProducts');
    return { status: 200, body: answers(readRows(body, contentType ?? ''), request, services, { key, isPreview }) };
  },
});

async function* answers(
  rows: AsyncIterable<ImportRow>,
  request: Parameters<typeof changeOrigin>[0],
  services: Services,
  { key, isPreview }: Pick<BatchOptions, 'key' | 'isPreview'>,
): AsyncGenerator<string> {
  const importId = randomUUID();
  const counts: Record<ImportOutcome, number> = { created: 0, changed: 0, unchanged: 0, rejected: 0 };
  const toText = (lines: readonly ImportedLine[]) => {
    for (const { outcome } of lines) counts[outcome] += 1;
    return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  };
  let batch: BatchLine[] = [];
  let batches = 0;
  const flush = async (): Promise<ImportedLine[]> => {
    const lines = batch;
    if (lines.length === 0) return [];
    batch = [];
    batches += 1;
    try {
      const batchKey = key && keyOfBatch(key, batches, lines);
      return await importBatch(lines, services, changeOrigin(request), { importId, key: batchKey, isPreview });
    } catch (error) {
      if (!(error instanceof IdempotencyKeyReused)) throw error;
      return lines.map(({ line, product: { sku } }) => ({ line, sku, outcome: 'rejected', error: error.message }));
    }
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

/** The same file has the same batches, so that a repeated request continues where the first one was interrupted. */
function keyOfBatch({ id }: RequestKey, number: number, lines: readonly BatchLine[]): RequestKey {
  return { id: uuidV5(id, `batch ${number}`), fingerprint: computeFingerprint(lines) };
}
