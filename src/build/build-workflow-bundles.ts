import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOutdated } from './is-outdated.js';
import { BUNDLES, bundleOptions } from '../workers/workflow-bundles.js';

const DIST = fileURLToPath(new URL('..', import.meta.url));

/** Builds the workflow bundles, unless nothing they are made of has changed since the last time. */
const sources = (await readdir(DIST, { recursive: true }))
  .filter((name) => /^(workflows|domains|telemetry|temporal)\b.*\.js$/.test(name))
  .concat('../package-lock.json')
  .map((name) => path.join(DIST, name));
for (const { path: file, ...kind } of BUNDLES) {
  if (!(await isOutdated(file, sources))) continue;
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ ...bundleOptions(kind), logger: new DefaultLogger('WARN') });
  await writeFile(file, code);
}
