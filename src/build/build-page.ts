import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isOutdated } from './is-outdated.js';
import { PAGE_FOLDER, PAGE_SOURCE } from '../api/page/page-files.js';

// A build without changes takes milliseconds: esbuild is imported only when needed.
const sources = (await readdir(PAGE_SOURCE, { recursive: true }))
  .concat('../../package-lock.json')
  .map((name) => path.join(PAGE_SOURCE, name));
if (await isOutdated(path.join(PAGE_FOLDER, 'page.js'), sources)) {
  const { buildPage } = await import('./page-bundle.js');
  await buildPage(PAGE_FOLDER);
}
