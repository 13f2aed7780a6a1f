import { fileURLToPath } from 'node:url';
import type { BundleOptions, WorkerOptions } from '@temporalio/worker';
import { FAILURE_CONVERTER_PATH } from '../temporal/data-converter.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Of this file, compiled or not. */
const ENDING = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

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
export const BUNDLES = KINDS.map((kind) => ({ ...kind, path: pathOf(kind) }));

/** What a bundle is made of; a replay needs the same. */
export function bundleOptions({
  traced,
  encrypting,
}: BundleKind): Partial<BundleOptions> & Pick<BundleOptions, 'workflowsPath'> {
  const workflowsPath = here(`../workflows/index${ENDING}`);
  const tracing = traced ? [here(`../workflows/tracing/interceptors${ENDING}`)] : [];
  return {
    workflowsPath,
    // Evaluated once, not in every run: none of them keeps anything but the recorder of spans, which does so by runs.
    preloadModules: [here(`../workflows/call-stacks${ENDING}`), ...tracing, workflowsPath],
    ...(encrypting && { failureConverterPath: FAILURE_CONVERTER_PATH }),
    workflowInterceptorModules: tracing,
  };
}

/** The workflows as `npm run build` left them, so that a worker starts in a second. */
export function workflowCode(kind: BundleKind): Pick<WorkerOptions, 'workflowBundle'> {
  return { workflowBundle: { codePath: pathOf(kind) } };
}

function pathOf({ traced, encrypting }: BundleKind): string {
  return here(`../workflow-bundle${traced ? '.traced' : ''}${encrypting ? '.encrypting' : ''}.js`);
}
