import { describe, expect, it } from 'vitest';
import { readCsv, type CsvLine } from '../../src/api/http/csv-reader.js';
import { csvLine } from '../../src/api/http/csv.js';

// eslint-disable-next-line @typescript-eslint/require-await -- a stream that has its data
async function* inChunksOf(size: number, text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function read(text: string, size = 1): Promise<CsvLine[]> {
  const lines: CsvLine[] = [];
  for await (const line of readCsv(inChunksOf(size, text))) lines.push(line);
  return lines;
}

describe('reading a CSV file', () => {
  it.each([1, 2, 3, 1_000])('reads quoted cells and line breaks in chunks of %i bytes', async (size) => {
    expect(await read('sku,name\r\nMUG,"Mug, ""big"""\n\nTEA,"two\nlines"\nCUP,茶杯', size)).toEqual([
      { line: 1, cells: ['sku', 'name'] },
      { line: 2, cells: ['MUG', 'Mug, "big"'] },
      { line: 4, cells: ['TEA', 'two\nlines'] },
      { line: 6, cells: ['CUP', '茶杯'] },
    ]);
  });

  it('reads what an export wrote', async () => {
    const cells = ['=1+1', 'a,"b"', '', 'plain'];
    expect(await read(csvLine(cells))).toEqual([{ line: 1, cells }]);
  });

  it('reads an empty file', async () => expect(await read('')).toEqual([]));

  it('rejects a line whose quote is never closed', async () => {
    await expect(read(`a,"${'x'.repeat(30_000)}`, 5_000)).rejects.toThrow('Line 1 is longer');
  });
});
