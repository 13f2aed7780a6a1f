import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

/** @param path - relative to the root of the repository */
export function readDocument(path: string): string {
  return readFileSync(new URL(path, `file://${REPOSITORY}`), 'utf8');
}

/** A table row: its cells by the headings of their columns. */
type Row = Readonly<Record<string, string>>;

/** The rows of every table in the document that has all of these columns. */
export function tableRows(document: string, columns: readonly string[]): Row[] {
  const tables = document.match(/(?:^\|.*\|\n)+/gm) ?? [];
  return tables.flatMap((table) => {
    const [header = [], , ...rows] = table.trim().split('\n').map(splitCells);
    if (!columns.every((column) => header.includes(column))) return [];
    return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
  });
}

function splitCells(line: string): string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** The code spans of a cell. */
export function codeSpans(cell = ''): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

/** The anchors of a document: those that GitHub gives to headings, and explicit ones. */
export function anchors(document: string): string[] {
  const withoutCode = document.replaceAll(/^```[^]*?^```$/gm, '');
  const headings = [...withoutCode.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
  const explicit = [...withoutCode.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  return [...headings, ...explicit];
}

/** The targets of all links and images of a document that lead to files or headings of the repository. */
export function localLinks(document: string): string[] {
  const withoutCode = document.replaceAll(/^```[^]*?^```$/gm, '');
  return [...withoutCode.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
    .map(([, link, source]) => link ?? source ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));
}
