/** Errors that are shown; more would hide the summary. */
const MAX_ERRORS = 50;

export interface ImportReport {
  /** How many lines had each outcome; undefined when the import was interrupted. */
  readonly summary: Readonly<Record<string, number>> | undefined;
  /** The first lines that were rejected. */
  readonly errors: readonly { readonly line: number; readonly sku: string; readonly error: string }[];
}

/** Reads the answer to an import: a line of JSON for each line of the file, and the summary. */
export function readImport(answer: string): ImportReport {
  const lines = answer
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { line: number; sku: string; error?: string; summary?: Record<string, number> });
  return {
    summary: lines.at(-1)?.summary,
    errors: lines
      .flatMap(({ line, sku, error }) => (error === undefined ? [] : [{ line, sku, error }]))
      .slice(0, MAX_ERRORS),
  };
}
