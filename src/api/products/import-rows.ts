import { z } from 'zod';
import { PRODUCT_STATUSES } from '../../domains/catalog/product.entity.js';
import { parseJson } from '../../domains/parse-json.js';
import { readCsv } from '../http/csv-reader.js';
import { code, stockQuantity } from '../http/fields.js';
import { validationMessage } from '../http/validation-messages.js';
import { cleanText } from '../../text/safe-text.js';
import { productCurrency, productName, productPrice } from './product-fields.js';

export const CSV_TYPE = 'text/csv';
export const JSON_LINES_TYPE = 'application/jsonl';

const whole = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value), schema);

const importedProduct = z.strictObject({
  sku: code(64),
  name: productName,
  price: whole(productPrice),
  currency: productCurrency.default('USD'),
  status: z.enum(PRODUCT_STATUSES).default('active'),
  opening_stock: whole(stockQuantity.min(0)).default(0),
  warehouse_code: code(32).default('MAIN'),
});
export type ImportedProduct = z.output<typeof importedProduct>;

/** A line of the file: a product, or why it cannot be imported. */
export type ImportRow =
  | { readonly line: number; readonly product: ImportedProduct }
  | { readonly line: number; readonly sku: string; readonly error: string };

/** Reads the products of a file as it arrives. @param contentType - `text/csv`, or JSON Lines */
export async function* readRows(chunks: AsyncIterable<Uint8Array>, contentType: string): AsyncGenerator<ImportRow> {
  if (contentType === CSV_TYPE) yield* readCsvRows(chunks);
  else yield* readJsonRows(chunks);
}

async function* readCsvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ImportRow> {
  let columns: readonly string[] | undefined;
  for await (const { line, cells } of readCsv(chunks)) {
    // A file from a spreadsheet may begin with a byte order mark.
    if (columns === undefined) columns = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
    else yield toCsvRow(line, columns, cells);
  }
}

/** A column that occurs twice, or a cell without a column, would lose a value in silence. */
function toCsvRow(line: number, columns: readonly string[], cells: readonly string[]): ImportRow {
  const filled = columns.flatMap((name, index) => (cells[index] ? [[name, cells[index]] as const] : []));
  const row = Object.fromEntries(filled);
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined) return rejectedRow(line, row, `the column ${toName(repeated)} occurs twice`);
  if (cells.length > columns.length)
    return rejectedRow(line, row, `has ${cells.length} cells, but the file has ${columns.length} columns`);
  return toRow(line, row);
}

async function* readJsonRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ImportRow> {
  const decoder = new TextDecoder();
  let rest = '';
  let line = 0;
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      line += 1;
      if (text.trim() !== '') yield toRow(line, parseJson(text));
    }
    if (rest.length > 20_000) throw new RangeError(`Line ${line + 1} is longer than 20000 characters.`);
  }
  if (rest.trim() !== '') yield toRow(line + 1, parseJson(rest));
}

function toRow(line: number, value: unknown): ImportRow {
  const parsed = importedProduct.safeParse(value, { error: validationMessage });
  if (parsed.success) return { line, product: parsed.data };
  return rejectedRow(line, value, parsed.error.issues.flatMap(describeIssue).join('; '));
}

/** The response repeats what the file has for a SKU, so that it is cleaned. */
function rejectedRow(line: number, value: unknown, error: string): ImportRow {
  const { sku } = (value ?? {}) as { readonly sku?: unknown };
  return { line, sku: typeof sku === 'string' ? toName(sku) : '', error };
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${toName(key)} is an unknown field`);
  return [[issue.path.join('.'), issue.message].filter(Boolean).join(' ')];
}

const toName = (text: string) => cleanText(text, 64);
