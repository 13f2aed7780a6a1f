import type { Response } from 'express';
import { once } from 'node:events';
import { z } from 'zod';

export const CSV = 'text/csv';

/** A response that is a CSV file, as RFC 4180 defines it, sent line by line. @param columns - named in the first line */
export function csvFile(columns: readonly string[]) {
  return z.custom<AsyncIterable<string>>().meta({
    description: `A CSV file (RFC 4180, UTF-8) with the columns ${columns.map((column) => `\`${column}\``).join(', ')}.`,
    type: 'string',
    contentMediaType: CSV,
  });
}

/** A spreadsheet runs a cell that begins with one of these characters as a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** Formats a line with its line break. Text that a spreadsheet would run as a formula is prefixed with an apostrophe. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(formatCell).join(',')}\r\n`;
}

function formatCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text of a cell that `csvLine` wrote. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text.slice(1)) ? text.slice(1) : text;
}

/** Sends lines as fast as the caller reads them. The connection is closed before its end when a line cannot be read. */
export async function sendLines(
  res: Response,
  lines: AsyncIterable<string>,
  signal: AbortSignal,
  contentType = CSV,
): Promise<void> {
  res.type(contentType);
  try {
    for await (const line of lines) {
      if (!res.write(line)) await once(res, 'drain', { signal });
    }
    res.end();
  } catch (error) {
    // The status is sent, so an incomplete file can only be told by the end of its connection.
    res.destroy();
    if (!signal.aborted) throw error;
  }
}
