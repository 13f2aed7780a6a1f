import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key of AES-256 and the name by which what it sealed tells it. */
export interface EncryptionKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** What is sealed, and which key opens it. */
export interface EncryptedData {
  readonly keyId: string;
  /** The nonce, the tag, the ciphertext. */
  readonly encrypted: Uint8Array;
}

/** Something was sealed by a key that is not here. */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';

  /** @param variable - the environment variable that lacks the key */
  constructor(variable: string, keyId: string) {
    super(`${variable} holds no key "${keyId}": add it, after the first, to open what it sealed`);
  }
}

/** What should open does not: it was changed, or sealed for another purpose, or by another key of the same id. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError';

  /** @param variable - the environment variable that holds the key */
  constructor(variable: string, keyId: string) {
    super(`what was sealed by the key "${keyId}" of ${variable} does not open: it was changed, or the key was`);
  }
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with the first of its keys and opens with any: a key is replaced by putting another before it. */
export class Keyring {
  private readonly primary: EncryptionKey;

  /**
   * @param variable - the environment variable that the keys come from, for error messages
   * @param keys - at least one, of different ids
   */
  constructor(
    private readonly variable: string,
    private readonly keys: readonly EncryptionKey[],
  ) {
    const [first] = keys;
    if (!first) throw new Error(`${variable} holds no key`);
    this.primary = first;
  }

  /** @param purpose - what the sealed bytes are for: they open for the same purpose alone */
  encrypt(plaintext: Uint8Array, purpose: string): EncryptedData {
    const { id, key } = this.primary;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(purpose));
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return { keyId: id, encrypted: Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]) };
  }

  /** @throws UnknownKey, BrokenSeal */
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
