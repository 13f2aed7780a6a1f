import { stat } from 'node:fs/promises';

/** Whether a file is not there, or older than one of those it is made of. */
export async function isStale(file: string, sources: readonly string[]): Promise<boolean> {
  const built = await stat(file).catch(() => undefined);
  if (!built) return true;
  const changes = await Promise.all(sources.map(async (source) => (await stat(source)).mtimeMs));
  return Math.max(...changes) > built.mtimeMs;
}
