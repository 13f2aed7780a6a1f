import { stat } from 'node:fs/promises';

/** Whether a file is not there, or older than one of those it is made of. */
export async function isOutdated(file: string, sources: readonly string[]): Promise<boolean> {
  const built = await stat(file).catch(() => undefined);
  if (!built) return true;
  const modifiedAt = await Promise.all(sources.map(async (source) => (await stat(source)).mtimeMs));
  return Math.max(...modifiedAt) > built.mtimeMs;
}
