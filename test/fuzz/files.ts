import fc from 'fast-check';
import { hostileJson, hostileNumber, hostileText } from './hostile-values.js';
import { toJson } from './request-parts.js';

const COLUMNS = ['sku', 'name', 'price', 'currency', 'status', 'opening_stock', 'warehouse_code'];

const sku = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('FILE-1', 'FILE-2', 'FILE-3') },
  { weight: 1, arbitrary: hostileText },
);
const cell = fc.oneof(
  fc.constantFrom('Mug', '5', 'EUR', 'active', '"a, b"', '"', ''),
  hostileText,
  hostileNumber.map(String),
);

/** Rows with the columns that an import needs, and rows, columns and quotes as no spreadsheet writes them. */
const csv = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(['sku', 'name', 'price']) },
      { weight: 1, arbitrary: fc.array(fc.oneof(fc.constantFrom(...COLUMNS), hostileText), { maxLength: 8 }) },
    ),
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.tuple(sku, fc.constant('Mug'), fc.nat({ max: 1_000 }).map(String)) },
        { weight: 1, arbitrary: fc.array(cell, { maxLength: 8 }) },
      ),
      { maxLength: 5 },
    ),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([columns, rows, end]) => [columns, ...rows].map((cells) => cells.join(',')).join(end));

const jsonLines = fc
  .array(
    fc.oneof(
      fc.record({ sku, name: fc.constant('Mug'), price: fc.oneof(fc.nat({ max: 1_000 }), hostileNumber) }),
      hostileJson,
    ),
    { maxLength: 5 },
  )
  .map((rows) => rows.map(toJson).join('\n'));

/** A file of products. */
export const hostileFile: fc.Arbitrary<string> = fc.oneof(csv, jsonLines, hostileText);
