/** Joins the parts that say something. @param separator - of the language */
export function joinParts(separator: string, ...parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(separator);
}
