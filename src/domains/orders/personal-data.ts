import { Keyring, type EncryptionKey } from '../../crypto/keyring.js';
import { openText, sealText } from '../../crypto/sealed-text.js';

const VARIABLE = 'PERSONAL_DATA_KEYS';

interface ShippingAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly city: string;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly phone?: string | undefined;
}

/** What an order says about a person. It is stored encrypted, and only there. */
export interface PersonalData {
  readonly email?: string | undefined;
  readonly shippingAddress?: ShippingAddress | undefined;
  /** A message to the shop. */
  readonly note?: string | undefined;
}

/** Encrypts the personal data of an order. The ciphertext is bound to the order. */
export class PersonalDataCipher {
  private readonly keyring: Keyring;

  /** @param keys - the first key encrypts; all keys decrypt */
  constructor(keys: readonly EncryptionKey[]) {
    this.keyring = new Keyring(VARIABLE, keys);
  }

  encrypt(orderId: string, data: PersonalData): string {
    return sealText(this.keyring, JSON.stringify(data), purposeOf(orderId));
  }

  /** @throws UnknownKeyError, DecryptionError */
  decrypt(orderId: string, encrypted: string): PersonalData {
    return JSON.parse(openText(this.keyring, encrypted, purposeOf(orderId))) as PersonalData;
  }
}

function purposeOf(orderId: string): string {
  return `personal data of order ${orderId}`;
}
