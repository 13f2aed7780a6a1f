import type { Payload, PayloadCodec } from '@temporalio/common';
import { Keyring, type EncryptionKey } from '../crypto/keyring.js';

const VARIABLE = 'TEMPORAL_PAYLOAD_KEYS';
const ENCODING = 'binary/encrypted';
const PURPOSE = 'temporal payload';
const END_OF_METADATA = 0x0a;

/** Encrypts payloads. Decodes unencrypted payloads unchanged: workflow executions may be older than the keys. */
export class EncryptionCodec implements PayloadCodec {
  private readonly keyring: Keyring;

  /** @param keys - the first key encrypts; all keys decrypt */
  constructor(keys: readonly EncryptionKey[]) {
    this.keyring = new Keyring(VARIABLE, keys);
  }

  encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.resolve(payloads.map((payload) => this.encrypt(payload)));
  }

  /** Rejects with `UnknownKeyError` or `DecryptionError`. */
  // eslint-disable-next-line @typescript-eslint/require-await -- turns a thrown error into a rejection
  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => this.decrypt(payload));
  }

  private encrypt(payload: Payload): Payload {
    const { keyId, encrypted } = this.keyring.encrypt(serialize(payload), PURPOSE);
    return { metadata: { encoding: Buffer.from(ENCODING), 'encryption-key-id': Buffer.from(keyId) }, data: encrypted };
  }

  private decrypt(payload: Payload): Payload {
    if (text(payload.metadata?.encoding) !== ENCODING) return payload;
    const keyId = text(payload.metadata?.['encryption-key-id']);
    return deserialize(this.keyring.decrypt({ keyId, encrypted: payload.data ?? new Uint8Array() }, PURPOSE));
  }
}

/** One line of JSON with the metadata, followed by the data. */
function serialize({ metadata, data }: Payload): Uint8Array {
  const fields = Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  const header = Buffer.from(`${JSON.stringify(Object.fromEntries(fields))}\n`);
  // The SDK may represent missing data as an empty array instead of a Uint8Array.
  return Buffer.concat([header, Buffer.from(data ?? [])]);
}

function deserialize(bytes: Uint8Array): Payload {
  const end = bytes.indexOf(END_OF_METADATA);
  const fields = JSON.parse(text(bytes.subarray(0, end))) as Record<string, string>;
  const metadata = Object.entries(fields).map(([name, value]) => [name, Buffer.from(value, 'base64')] as const);
  return { metadata: Object.fromEntries(metadata), data: bytes.subarray(end + 1) };
}

/** Finds an encrypted payload anywhere in a message of Temporal, such as a history. */
export function findEncryptedPayload(message: unknown): Payload | undefined {
  if (typeof message !== 'object' || message === null || message instanceof Uint8Array) return undefined;
  const { metadata } = message as Payload;
  if (metadata?.encoding instanceof Uint8Array && text(metadata.encoding) === ENCODING) return message;
  for (const part of Object.values(message)) {
    const found = findEncryptedPayload(part);
    if (found) return found;
  }
  return undefined;
}

function text(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}
