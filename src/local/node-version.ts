/** The end of life of each major version of Node.js, as ISO dates. */
const END_OF_LIFE: Readonly<Record<string, string>> = {
  20: '2026-04-30',
  22: '2027-04-30',
  24: '2028-04-30',
  26: '2029-04-30',
};

/**
 * Warns about a version of Node.js that gets no more security fixes.
 *
 * @param version - such as `20.19.0`
 * @returns undefined while the version is maintained, or when its end of life is not known
 */
export function nodeVersionWarning(version = process.versions.node, now = new Date()): string | undefined {
  const [major = ''] = version.split('.');
  const endOfLife = END_OF_LIFE[major];
  if (endOfLife === undefined || now.toISOString().slice(0, 10) <= endOfLife) return undefined;
  return `Node.js ${major} is past its end of life (${endOfLife}). Use Node.js 24.`;
}
