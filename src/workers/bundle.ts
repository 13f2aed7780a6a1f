import { readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BUNDLE_PATH, WORKFLOWS_PATH } from './workflow-code.js';

/** Builds the workflow bundle, unless nothing it is made of has changed since the last time. */
if (await isStale()) {
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ workflowsPath: WORKFLOWS_PATH, logger: new DefaultLogger('WARN') });
  await writeFile(BUNDLE_PATH, code);
}

async function isStale(): Promise<boolean> {
  const bundle = await stat(BUNDLE_PATH).catch(() => undefined);
  if (!bundle) return true;
  const dist = path.dirname(BUNDLE_PATH);
  const files = await readdir(dist, { recursive: true });
  const sources = files
    .filter((file) => /^(workflows|domains)\b.*\.js$/.test(file))
    .map((file) => path.join(dist, file));
  const lockFile = path.join(dist, '..', 'package-lock.json');
  const changes = await Promise.all([...sources, lockFile].map(async (file) => (await stat(file)).mtimeMs));
  return Math.max(...changes) > bundle.mtimeMs;
}
