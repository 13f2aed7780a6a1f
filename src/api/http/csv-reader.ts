import { unescapeFormula } from './csv.js';

/** In characters. A quote that is never closed would otherwise read the rest of the file into memory. */
const MAX_LINE_LENGTH = 20_000;

export interface CsvLine {
  /** Where the line starts in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads the lines of a CSV file (RFC 4180) as they arrive. Empty lines are left out.
 *
 * @throws RangeError when a line is too long
 */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvLine> {
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  /** A quote inside a quoted cell: it ends the cell, or the next one makes it a quote of the text. */
  let sawQuote = false;
  let line = 1;
  let startLine = 1;
  let length = 0;

  const endCell = () => {
    cells.push(unescapeFormula(cell));
    cell = '';
    isQuoted = false;
    sawQuote = false;
  };
  const endLine = (): CsvLine | undefined => {
    endCell();
    const read = { line: startLine, cells };
    const isEmpty = cells.length === 1 && cells[0] === '';
    cells = [];
    length = 0;
    startLine = line;
    return isEmpty ? undefined : read;
  };

  for await (const text of decode(chunks)) {
    for (const character of text) {
      length += 1;
      if (length > MAX_LINE_LENGTH)
        throw new RangeError(`Line ${startLine} is longer than ${MAX_LINE_LENGTH} characters.`);
      if (character === '\n') line += 1;
      if (isQuoted && !sawQuote) {
        if (character === '"') sawQuote = true;
        else cell += character;
      } else if (character === '"' && (sawQuote || cell === '')) {
        if (sawQuote) cell += '"';
        isQuoted = true;
        sawQuote = false;
      } else if (character === ',') endCell();
      else if (character === '\n') {
        const read = endLine();
        if (read) yield read;
      } else if (character !== '\r') cell += character;
    }
  }
  const last = endLine();
  if (last) yield last;
}

async function* decode(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
