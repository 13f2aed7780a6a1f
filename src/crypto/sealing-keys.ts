import { z } from 'zod';
import type { SealingKey } from './keyring.js';

/** Keys as a variable holds them: `id:key` by commas, each key 32 bytes in base64. The first seals, all open. */
export function sealingKeys() {
  return z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim().split(':')))
    .refine(
      (entries) => entries.every(([id = '', key = '', ...rest]) => isId(id) && isKey(key) && rest.length === 0),
      'must be keys by commas, each "id:key" with a key of 32 bytes in base64 (openssl rand -base64 32)',
    )
    .transform((entries) => entries.map(([id = '', key = '']): SealingKey => ({ id, key: Buffer.from(key, 'base64') })))
    .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'must not give two keys the same id');
}

const isId = (text: string) => /^[\w.-]{1,64}$/.test(text);
const isKey = (text: string) => /^[A-Za-z0-9+/]{43}=$/.test(text);
