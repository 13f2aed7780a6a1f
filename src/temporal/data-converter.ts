import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { EncryptionKey } from '../crypto/keyring.js';
import { EncryptionCodec } from './payload-codec.js';

/** The SDK loads the failure converter by path: `.ts` in src, `.js` in dist. */
export const FAILURE_CONVERTER_PATH = fileURLToPath(
  new URL(`./failure-converter${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

/** Encrypts every payload, and the message and stack trace of every failure. */
export function encryptingDataConverter(keys: readonly EncryptionKey[]): DataConverter {
  return { payloadCodecs: [new EncryptionCodec(keys)], failureConverterPath: FAILURE_CONVERTER_PATH };
}
