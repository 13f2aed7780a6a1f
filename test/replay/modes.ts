import type { DataConverter } from '@temporalio/common';
import { encryptingDataConverter } from '../../src/temporal/data-converter.js';
import type { BundleKind } from '../../src/workers/workflow-bundles.js';

/** How the workers run whose runs are recorded; each has a folder of histories. */
export const MODES = {
  plain: { traced: false, encrypting: false },
  traced: { traced: true, encrypting: false },
  encrypted: { traced: false, encrypting: true },
} as const satisfies Record<string, BundleKind>;

export type Mode = keyof typeof MODES;

/** Of the committed histories alone, so that everybody can read them. */
const HISTORY_KEY = { id: 'histories', key: Buffer.from('the-key-of-committed-histories!!') };

/** The same key as a variable. */
export const HISTORY_KEYS = `${HISTORY_KEY.id}:${HISTORY_KEY.key.toString('base64')}`;

/** Reads what was encrypted, and what was not as it is. */
export const historyConverter: DataConverter = encryptingDataConverter([HISTORY_KEY]);
