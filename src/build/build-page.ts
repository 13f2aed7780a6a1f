import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOutdated } from './is-outdated.js';
import { PAGE_FOLDER, PAGE_SOURCE } from '../api/page/page-files.js';

// A build without changes takes milliseconds: esbuild is imported only when needed.
const folders = [PAGE_SOURCE, fileURLToPath(new URL('../../packages/client/src/', import.meta.url))];
const sources = await Promise.all(
  folders.map(async (folder) => (await readdir(folder, { recursive: true })).map((name) => path.join(folder, name))),
);
const lockFile = path.join(PAGE_SOURCE, '../../package-lock.json');
if (await isOutdated(path.join(PAGE_FOLDER, 'page.js'), [...sources.flat(), lockFile])) {
  const { buildPage } = await import('./page-bundle.js');
  await buildPage(PAGE_FOLDER);
}
