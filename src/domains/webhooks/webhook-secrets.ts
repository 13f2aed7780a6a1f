import { Keyring, type EncryptionKey } from '../../crypto/keyring.js';

const VARIABLE = 'WEBHOOK_SECRET_KEYS';

/** Encrypts the secrets of webhook endpoints at rest. Signing needs the secret itself, so a hash would not do. */
export class WebhookSecrets {
  private readonly keyring: Keyring;

  /** @param keys - the first key encrypts; all keys decrypt */
  constructor(keys: readonly EncryptionKey[]) {
    this.keyring = new Keyring(VARIABLE, keys);
  }

  /** @returns `<key id>:<ciphertext, base64>` */
  encrypt(endpointId: string, secret: string): string {
    const { keyId, encrypted } = this.keyring.encrypt(Buffer.from(secret), purposeOf(endpointId));
    return `${keyId}:${Buffer.from(encrypted).toString('base64')}`;
  }

  /** @throws UnknownKeyError, DecryptionError */
  decrypt(endpointId: string, encryptedSecret: string): string {
    const [keyId = '', ciphertext = ''] = encryptedSecret.split(':');
    const encrypted = Buffer.from(ciphertext, 'base64');
    return Buffer.from(this.keyring.decrypt({ keyId, encrypted }, purposeOf(endpointId))).toString();
  }
}

function purposeOf(endpointId: string): string {
  return `secret of webhook endpoint ${endpointId}`;
}
