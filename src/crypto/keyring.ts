import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** An AES-256 key. Ciphertext carries the id of the key that encrypted it. */
export interface EncryptionKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export interface EncryptedData {
  readonly keyId: string;
  /** Nonce, authentication tag and ciphertext, in this order. */
  readonly encrypted: Uint8Array;
}

/** The keyring lacks the key that encrypted the data. */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';

  /** @param variable - the environment variable that lacks the key */
  constructor(variable: string, keyId: string) {
    super(`${variable} contains no key "${keyId}": add that key after the first one to decrypt the data`);
  }
}

/** Authentication failed: tampered data, a different purpose, or a different key with the same id. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError';

  /** @param variable - the environment variable that contains the key */
  constructor(variable: string, keyId: string) {
    super(`cannot decrypt data with the key "${keyId}" of ${variable}: the data or the key has changed`);
  }
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts with the first key and decrypts with any key. To rotate, put the new key first. */
export class Keyring {
  private readonly primary: EncryptionKey;

  /**
   * @param variable - the environment variable that contains the keys, for error messages
   * @param keys - at least one, with unique ids
   */
  constructor(
    private readonly variable: string,
    private readonly keys: readonly EncryptionKey[],
  ) {
    const [first] = keys;
    if (!first) throw new Error(`${variable} is empty: set at least one key`);
    this.primary = first;
  }

  /** @param purpose - authenticated with the data: `decrypt` fails unless it gets the same purpose */
  encrypt(plaintext: Uint8Array, purpose: string): EncryptedData {
    const { id, key } = this.primary;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(purpose));
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return { keyId: id, encrypted: Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]) };
  }

  /** @throws {@link UnknownKeyError} or {@link DecryptionError} */
  decrypt({ keyId, encrypted }: EncryptedData, purpose: string): Uint8Array {
    const encryptionKey = this.keys.find(({ id }) => id === keyId);
    if (!encryptionKey) throw new UnknownKeyError(this.variable, keyId);
    const nonce = encrypted.subarray(0, NONCE_BYTES);
    const tag = encrypted.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv(ALGORITHM, encryptionKey.key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
      return Buffer.concat([decipher.update(encrypted.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    } catch {
      throw new DecryptionError(this.variable, keyId);
    }
  }
}
