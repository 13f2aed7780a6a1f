import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOutdated } from './is-outdated.js';
import { BUNDLES, bundleOptions } from '../workers/workflow-bundles.js';

const DIST = fileURLToPath(new URL('..', import.meta.url));

// A build without changes takes milliseconds: the bundler is imported only when needed.
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
