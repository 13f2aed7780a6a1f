import { fileURLToPath } from 'node:url';
import type { BundleOptions, WorkerOptions } from '@temporalio/worker';
import { FAILURE_CONVERTER_PATH } from '../temporal/data-converter.js';

const resolvePath = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Of this file, compiled or not. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** What else runs in a bundle besides the workflows. */
export interface BundleKind {
  /** Workers that are not traced are spared what tracing costs in every run. */
  readonly traced: boolean;
  /** Where payloads are encrypted, failures are made so that they can be, too. */
  readonly encrypting: boolean;
}

const KINDS: readonly BundleKind[] = [false, true].flatMap((traced) =>
  [false, true].map((encrypting) => ({ traced, encrypting })),
);

/** The same workflows in a bundle of each kind. */
export const BUNDLES = KINDS.map((kind) => ({ ...kind, path: bundlePath(kind) }));

/** What a bundle is made of; a replay needs the same. */
export function bundleOptions({
  traced,
  encrypting,
}: BundleKind): Partial<BundleOptions> & Pick<BundleOptions, 'workflowsPath'> {
  const workflowsPath = resolvePath(`../workflows/index${EXTENSION}`);
  const tracing = traced ? [resolvePath(`../workflows/tracing/interceptors${EXTENSION}`)] : [];
  return {
    workflowsPath,
    // Evaluated once, not in every run: none of them keeps anything but the recorder of spans, which does so by runs.
    preloadModules: [resolvePath(`../workflows/stack-trace-limit${EXTENSION}`), ...tracing, workflowsPath],
    ...(encrypting && { failureConverterPath: FAILURE_CONVERTER_PATH }),
    workflowInterceptorModules: tracing,
  };
}

/** The workflows as `npm run build` left them, so that a worker starts in a second. */
export function prebuiltWorkflowBundle(kind: BundleKind): Pick<WorkerOptions, 'workflowBundle'> {
  return { workflowBundle: { codePath: bundlePath(kind) } };
}

function bundlePath({ traced, encrypting }: BundleKind): string {
  return resolvePath(`../workflow-bundle${traced ? '.traced' : ''}${encrypting ? '.encrypting' : ''}.js`);
}
