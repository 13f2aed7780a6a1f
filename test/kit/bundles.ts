import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { bundleOptions, type BundleKind } from '../../src/workers/workflow-bundles.js';

/** The workflows as they are, in a bundle of the kind. @returns its code */
export async function bundleWorkflows(kind: BundleKind): Promise<string> {
  const { code } = await bundleWorkflowCode({ ...bundleOptions(kind), logger: new DefaultLogger('WARN') });
  return code;
}
