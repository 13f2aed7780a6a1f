import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** Bundles the workflows of the contenders that have their own. @returns the file */
export async function bundleWorkflows(folder: string): Promise<string> {
  const workflowsPath = fileURLToPath(new URL('workflows/index.ts', import.meta.url));
  // As ours are: evaluated once, not in every run.
  const preloadModules = [workflowsPath];
  const { code } = await bundleWorkflowCode({ workflowsPath, preloadModules, logger: new DefaultLogger('WARN') });
  const file = path.join(folder, 'bench-workflows.js');
  await writeFile(file, code);
  return file;
}
