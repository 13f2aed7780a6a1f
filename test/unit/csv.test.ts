import { describe, expect, it } from 'vitest';
import { csvLine, unescapeFormula } from '../../src/api/http/csv.js';

describe('a line of a CSV file', () => {
  it.each<[cells: (string | number | null)[], line: string]>([
    [['MUG', 1600, null], 'MUG,1600,\r\n'],
    [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"\r\n'],
    [[-3], '-3\r\n'],
    [['', ' x'], ', x\r\n'],
  ])('formats %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=cmd|" /C calc"!A0'])(
    'does not let a spreadsheet run %j as a formula',
    (text) => {
      const line = csvLine([text]);
      expect(line).toMatch(/^"?'/);
      expect(unescapeFormula(`'${text}`)).toBe(text);
    },
  );

  it('keeps an apostrophe that protects no formula', () => {
    expect(unescapeFormula("'tis")).toBe("'tis");
  });
});
