import { readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BUNDLES, bundleOptions } from './workflow-code.js';

/** Builds the workflow bundles, unless nothing they are made of has changed since the last time. */
for (const { path: file, ...kind } of BUNDLES) {
  if (!(await isStale(file))) continue;
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ ...bundleOptions(kind), logger: new DefaultLogger('WARN') });
  await writeFile(file, code);
}

async function isStale(file: string): Promise<boolean> {
  const bundle = await stat(file).catch(() => undefined);
  if (!bundle) return true;
  const dist = path.dirname(file);
  const files = await readdir(dist, { recursive: true });
  const sources = files
    .filter((name) => /^(workflows|domains|telemetry|temporal)\b.*\.js$/.test(name))
    .map((name) => path.join(dist, name));
  const lockFile = path.join(dist, '..', 'package-lock.json');
  const changes = await Promise.all([...sources, lockFile].map(async (source) => (await stat(source)).mtimeMs));
  return Math.max(...changes) > bundle.mtimeMs;
}
