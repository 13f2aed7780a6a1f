import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** Bundles the workflows of the subjects. @returns the path of the bundle */
export async function bundleWorkflows(folder: string): Promise<string> {
  const workflowsPath = fileURLToPath(new URL('workflows/index.ts', import.meta.url));
  // Evaluated once per worker, like the workflows of the order service.
  const preloadModules = [workflowsPath];
  const { code } = await bundleWorkflowCode({ workflowsPath, preloadModules, logger: new DefaultLogger('WARN') });
  const file = path.join(folder, 'bench-workflows.js');
  await writeFile(file, code);
  return file;
}
