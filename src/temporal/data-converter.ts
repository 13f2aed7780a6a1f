import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { EncryptionKey } from '../crypto/keyring.js';
import { EncryptionCodec } from './payload-codec.js';

/** What makes failures encryptable; with the ending it has here, compiled or not. */
export const FAILURE_CONVERTER_PATH = fileURLToPath(
  new URL(`./failure-converter${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

/** Encrypts every payload, and the messages and stack traces of failures. */
export function encryptingDataConverter(keys: readonly EncryptionKey[]): DataConverter {
  return { payloadCodecs: [new EncryptionCodec(keys)], failureConverterPath: FAILURE_CONVERTER_PATH };
}
