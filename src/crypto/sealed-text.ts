import type { Keyring } from './keyring.js';

/**
 * Encrypts text.
 *
 * @param purpose - authenticated with the text, so that ciphertext cannot be moved to another place
 * @returns `<key id>:<ciphertext, base64>`
 */
export function sealText(keyring: Keyring, text: string, purpose: string): string {
  const { keyId, encrypted } = keyring.encrypt(Buffer.from(text), purpose);
  return `${keyId}:${Buffer.from(encrypted).toString('base64')}`;
}

/** Decrypts the result of `sealText`. @throws UnknownKeyError, DecryptionError */
export function openText(keyring: Keyring, sealed: string, purpose: string): string {
  const [keyId = '', ciphertext = ''] = sealed.split(':');
  return Buffer.from(keyring.decrypt({ keyId, encrypted: Buffer.from(ciphertext, 'base64') }, purpose)).toString();
}
