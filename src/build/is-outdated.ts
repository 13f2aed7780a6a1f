import { stat } from 'node:fs/promises';

/** Whether a built file is missing or older than one of its sources. */
export async function isOutdated(file: string, sources: readonly string[]): Promise<boolean> {
  const built = await stat(file).catch(() => undefined);
  if (!built) return true;
  const modifiedAt = await Promise.all(sources.map(async (source) => (await stat(source)).mtimeMs));
  return Math.max(...modifiedAt) > built.mtimeMs;
}
