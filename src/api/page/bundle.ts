import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { PAGE_FOLDER, PAGE_SOURCE } from './page-files.js';

/** Builds the page, unless nothing it is made of has changed since the last time. */
if (await isStale()) {
  const { buildPage } = await import('./build-page.js');
  await buildPage(PAGE_FOLDER);
}

async function isStale(): Promise<boolean> {
  const built = await stat(path.join(PAGE_FOLDER, 'page.js')).catch(() => undefined);
  if (!built) return true;
  const entries = await readdir(PAGE_SOURCE, { recursive: true });
  const sources = [
    ...entries.map((entry) => path.join(PAGE_SOURCE, entry)),
    path.join(PAGE_SOURCE, '../../package-lock.json'),
  ];
  const changes = await Promise.all(sources.map(async (file) => (await stat(file)).mtimeMs));
  return Math.max(...changes) > built.mtimeMs;
}
