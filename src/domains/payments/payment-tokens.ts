import { Keyring, type EncryptionKey } from '../../crypto/keyring.js';
import { openText, sealText } from '../../crypto/sealed-text.js';

const VARIABLE = 'PAYMENT_TOKEN_KEYS';

/**
 * Encrypts payment tokens in the API and decrypts them for the call to the gateway. Temporal's history contains only ciphertext,
 * which is bound to its order.
 */
export class PaymentTokens {
  private readonly keyring: Keyring;

  /** @param keys - the first key encrypts; all keys decrypt */
  constructor(keys: readonly EncryptionKey[]) {
    this.keyring = new Keyring(VARIABLE, keys);
  }

  /** @returns `<key id>:<ciphertext, base64>` */
  encrypt(orderId: string, token: string): string {
    return sealText(this.keyring, token, purposeOf(orderId));
  }

  /** @throws UnknownKeyError, DecryptionError: not domain errors, because the activity succeeds once the right key is configured */
  decrypt(orderId: string, encryptedToken: string): string {
    return openText(this.keyring, encryptedToken, purposeOf(orderId));
  }
}

function purposeOf(orderId: string): string {
  return `payment token of order ${orderId}`;
}

/**
 * Removes a token from an error and its causes. Gateways may repeat the token, and errors of activities end up in the history
 * and the logs.
 *
 * @returns the same error, changed in place
 */
export function redactToken(error: unknown, token: string): unknown {
  for (let current = error; current instanceof Error; current = current.cause) {
    for (const property of ['message', 'stack'] as const) {
      const text = current[property];
      if (!text?.includes(token)) continue;
      // The message of a DOMException is read-only.
      Object.defineProperty(current, property, { value: text.replaceAll(token, '[payment token]') });
    }
  }
  return error;
}
