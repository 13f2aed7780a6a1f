import { fileURLToPath } from 'node:url';
import type { BundleOptions, WorkerOptions } from '@temporalio/worker';
import { FAILURE_CONVERTER_PATH } from '../temporal/data-converter.js';

const resolvePath = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `.ts` in src, `.js` in dist. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

export interface BundleKind {
  /** Adds the tracing interceptors, which cost CPU in every workflow execution. */
  readonly traced: boolean;
  /** Adds the failure converter that makes failures encryptable. */
  readonly encrypting: boolean;
}

const KINDS: readonly BundleKind[] = [false, true].flatMap((traced) =>
  [false, true].map((encrypting) => ({ traced, encrypting })),
);

/** One bundle per kind, with the same workflows. */
export const BUNDLES = KINDS.map((kind) => ({ ...kind, path: bundlePath(kind) }));

/** The bundler options of a kind; a replay must use the same. */
export function bundleOptions({
  traced,
  encrypting,
}: BundleKind): Partial<BundleOptions> & Pick<BundleOptions, 'workflowsPath'> {
  const workflowsPath = resolvePath(`../workflows/index${EXTENSION}`);
  const tracing = traced ? [resolvePath(`../workflows/tracing/interceptors${EXTENSION}`)] : [];
  return {
    workflowsPath,
    // Evaluated once per worker instead of once per workflow execution, so these modules must not hold mutable state;
    // test/meta/workflow-module-state.test.ts checks it.
    preloadModules: [resolvePath(`../workflows/stack-trace-limit${EXTENSION}`), ...tracing, workflowsPath],
    ...(encrypting && { failureConverterPath: FAILURE_CONVERTER_PATH }),
    workflowInterceptorModules: tracing,
  };
}

/** The bundle that `npm run build` created; bundling at start would take seconds. */
export function prebuiltWorkflowBundle(kind: BundleKind): Pick<WorkerOptions, 'workflowBundle'> {
  return { workflowBundle: { codePath: bundlePath(kind) } };
}

function bundlePath({ traced, encrypting }: BundleKind): string {
  return resolvePath(`../workflow-bundle${traced ? '.traced' : ''}${encrypting ? '.encrypting' : ''}.js`);
}
