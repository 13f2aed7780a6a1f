import { z } from 'zod';
import type { EncryptionKey } from './keyring.js';

/** Parses `id:key,id:key`, each key 32 bytes in base64. The first key encrypts; all keys decrypt. */
export function encryptionKeysSchema() {
  return z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim().split(':')))
    .refine(
      (entries) =>
        entries.every(([id = '', key = '', ...rest]) => isKeyId(id) && isEncodedKey(key) && rest.length === 0),
      'must be comma-separated keys, each "id:key" with a key of 32 bytes in base64 (openssl rand -base64 32)',
    )
    .transform((entries) =>
      entries.map(([id = '', key = '']): EncryptionKey => ({ id, key: Buffer.from(key, 'base64') })),
    )
    .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'must not use the same id twice');
}

const isKeyId = (text: string) => /^[\w.-]{1,64}$/.test(text);
const isEncodedKey = (text: string) => /^[A-Za-z0-9+/]{43}=$/.test(text);
