import { Keyring, type EncryptionKey } from '../../crypto/keyring.js';

const VARIABLE = 'PAYMENT_TOKEN_KEYS';

/**
 * Seals payment tokens where they come in, and opens them where the gateway is asked: in between, in Temporal's history
 * above all, nobody can read one, or use it for another order.
 */
export class PaymentTokens {
  private readonly keyring: Keyring;

  /** @param keys - the first seals, all open */
  constructor(keys: readonly EncryptionKey[]) {
    this.keyring = new Keyring(VARIABLE, keys);
  }

  /** @returns text that holds the token, opaque to all who lack the key */
  encrypt(orderId: string, token: string): string {
    const { keyId, encrypted } = this.keyring.encrypt(Buffer.from(token), purposeOf(orderId));
    return `${keyId}:${Buffer.from(encrypted).toString('base64')}`;
  }

  /** @throws UnknownKey, BrokenSeal: neither is a refusal, since the right key mends them */
  decrypt(orderId: string, encryptedToken: string): string {
    const [keyId = '', ciphertext = ''] = encryptedToken.split(':');
    return Buffer.from(
      this.keyring.decrypt({ keyId, encrypted: Buffer.from(ciphertext, 'base64') }, purposeOf(orderId)),
    ).toString();
  }
}

function purposeOf(orderId: string): string {
  return `payment token of order ${orderId}`;
}

/**
 * Takes a token out of an error, wherever a gateway repeated it: errors of activities stand in the history and the logs.
 *
 * @returns the same error, and its causes, changed in place
 */
export function redactToken(error: unknown, token: string): unknown {
  for (let current = error; current instanceof Error; current = current.cause) {
    for (const property of ['message', 'stack'] as const) {
      const text = current[property];
      if (!text?.includes(token)) continue;
      // Some errors of the platform refuse an assignment.
      Object.defineProperty(current, property, { value: text.replaceAll(token, '[payment token]') });
    }
  }
  return error;
}
