import { expect, it } from 'vitest';
import { CSV_TYPE, JSON_LINES_TYPE, readRows, type ImportRow } from '../../src/api/products/import-rows.js';

async function read(text: string, contentType = CSV_TYPE): Promise<ImportRow[]> {
  const chunks = (async function* () {
    yield await Promise.resolve(Buffer.from(text));
  })();
  const rows: ImportRow[] = [];
  for await (const row of readRows(chunks, contentType)) rows.push(row);
  return rows;
}

it('reads a product', async () => {
  expect(await read('sku,name,price\nMUG,Mug,5\n')).toMatchObject([{ line: 2, product: { sku: 'MUG', price: 5 } }]);
});

it('rejects every line of a file whose column occurs twice', async () => {
  expect(await read('sku,name,price,price\nMUG,Mug,5,6\n')).toEqual([
    { line: 2, sku: 'MUG', error: 'the column price occurs twice' },
  ]);
});

it('rejects a line with more cells than columns', async () => {
  expect(await read('sku,name,price\nMUG,Mug,large,5\nCUP,Cup,5\n')).toMatchObject([
    { line: 2, sku: 'MUG', error: 'has 4 cells, but the file has 3 columns' },
    { line: 3, product: { sku: 'CUP' } },
  ]);
});

it('names an unknown field', async () => {
  const [row] = await read('{"sku":"MUG","name":"Mug","price":5,"colour\\u202e":"red"}\n', JSON_LINES_TYPE);
  expect(row).toEqual({ line: 1, sku: 'MUG', error: 'colour is an unknown field' });
});

it('repeats no unsafe character of a SKU', async () => {
  const [row] = await read(`sku,name,price\n${'a'.repeat(63)}\u{1f375}\u202e\u0085,Mug,5\n`);
  expect(row).toMatchObject({ line: 2, sku: `${'a'.repeat(63)}\u{1f375}` });
});
