import type { DataConverter } from '@temporalio/common';
import { encryptingDataConverter } from '../../src/temporal/data-converter.js';
import type { BundleKind } from '../../src/workers/workflow-bundles.js';

/** The kinds of workers whose runs are recorded, each in a folder of `histories/`. */
export const MODES = {
  plain: { traced: false, encrypting: false },
  traced: { traced: true, encrypting: false },
  encrypted: { traced: false, encrypting: true },
} as const satisfies Record<string, BundleKind>;

export type Mode = keyof typeof MODES;

/** Used only for the committed histories, so that anyone can decrypt them. */
const HISTORY_KEY = { id: 'histories', key: Buffer.from('the-key-of-committed-histories!!') };

/** The same key, as `TEMPORAL_PAYLOAD_KEYS`. */
export const HISTORY_KEYS = `${HISTORY_KEY.id}:${HISTORY_KEY.key.toString('base64')}`;

/** Reads both encrypted and plain payloads. */
export const historyConverter: DataConverter = encryptingDataConverter([HISTORY_KEY]);
