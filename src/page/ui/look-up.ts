/** The text of a code that the API may extend; the code itself when the page does not know it. */
export function lookUp(table: Readonly<Record<string, string>>, code: string): string {
  return (Object.hasOwn(table, code) ? table[code] : undefined) ?? code;
}
