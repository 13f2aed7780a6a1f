import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isOutdated } from './is-outdated.js';
import { PAGE_FOLDER, PAGE_SOURCE } from '../api/page/page-files.js';

/** Builds the page, unless nothing it is made of has changed since the last time. */
const sources = (await readdir(PAGE_SOURCE, { recursive: true }))
  .concat('../../package-lock.json')
  .map((name) => path.join(PAGE_SOURCE, name));
if (await isOutdated(path.join(PAGE_FOLDER, 'page.js'), sources)) {
  const { buildPage } = await import('./page-bundle.js');
  await buildPage(PAGE_FOLDER);
}
