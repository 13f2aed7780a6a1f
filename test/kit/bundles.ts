import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { bundleOptions, type BundleKind } from '../../src/workers/workflow-bundles.js';

/** Bundles the current workflow code. @returns the code of the bundle */
export async function bundleWorkflows(kind: BundleKind): Promise<string> {
  const { code } = await bundleWorkflowCode({ ...bundleOptions(kind), logger: new DefaultLogger('WARN') });
  return code;
}
