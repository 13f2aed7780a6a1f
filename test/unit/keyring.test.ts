import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.js';
import { DecryptionError, Keyring, UnknownKeyError } from '../../src/crypto/keyring.js';
import { PaymentTokens, redactToken } from '../../src/domains/payments/payment-tokens.js';

const one = { id: 'one', key: Buffer.alloc(32, 1) };
const two = { id: 'two', key: Buffer.alloc(32, 2) };
const secret = Buffer.from('a secret');

describe('a keyring', () => {
  it('decrypts what it encrypted', () => {
    const keyring = new Keyring('KEYS', [one]);
    const encrypted = keyring.encrypt(secret, 'test');
    expect(Buffer.from(encrypted.encrypted).includes(secret)).toBe(false);
    expect(Buffer.from(keyring.decrypt(encrypted, 'test'))).toEqual(secret);
  });

  it('encrypts the same plaintext differently each time', () => {
    const keyring = new Keyring('KEYS', [one]);
    expect(keyring.encrypt(secret, 'test').encrypted).not.toEqual(keyring.encrypt(secret, 'test').encrypted);
  });

  it('encrypts with the first key and decrypts with every key, so that a key can be replaced', () => {
    const old = new Keyring('KEYS', [one]).encrypt(secret, 'test');
    const keyring = new Keyring('KEYS', [two, one]);
    expect(Buffer.from(keyring.decrypt(old, 'test'))).toEqual(secret);
    expect(keyring.encrypt(secret, 'test').keyId).toBe('two');
  });

  it('rejects an empty list of keys', () => {
    expect(() => new Keyring('KEYS', [])).toThrow('KEYS is empty');
  });

  it('names the variable and the missing key', () => {
    const encrypted = new Keyring('KEYS', [two]).encrypt(secret, 'test');
    const decrypt = () => new Keyring('KEYS', [one]).decrypt(encrypted, 'test');
    expect(decrypt).toThrow(UnknownKeyError);
    expect(decrypt).toThrow(
      expect.objectContaining({
        name: 'UnknownKeyError',
        message: expect.stringMatching(/^KEYS contains no key "two"/) as string,
      }),
    );
  });

  it('rejects data that was changed or truncated, or has another purpose or another key of the same id', () => {
    const keyring = new Keyring('KEYS', [one]);
    const { keyId, encrypted } = keyring.encrypt(secret, 'test');
    for (let position = 0; position < encrypted.length; position += 1) {
      const changed = Uint8Array.from(encrypted, (byte, index) => (index === position ? byte ^ 1 : byte));
      expect(() => keyring.decrypt({ keyId, encrypted: changed }, 'test')).toThrow(DecryptionError);
    }
    expect(() => keyring.decrypt({ keyId, encrypted: encrypted.subarray(0, 20) }, 'test')).toThrow(DecryptionError);
    expect(() => keyring.decrypt({ keyId, encrypted: new Uint8Array() }, 'test')).toThrow(DecryptionError);
    expect(() => keyring.decrypt({ keyId, encrypted }, 'another')).toThrow(
      expect.objectContaining({
        name: 'DecryptionError',
        message: expect.stringMatching(/"one" of KEYS/) as string,
      }),
    );
    expect(() => new Keyring('KEYS', [{ ...two, id: 'one' }]).decrypt({ keyId, encrypted }, 'test')).toThrow(
      DecryptionError,
    );
  });

  it('rejects a truncated tag, which GCM would otherwise verify in part', () => {
    const keyring = new Keyring('KEYS', [one]);
    const { keyId, encrypted } = keyring.encrypt(Buffer.alloc(0), 'test');
    expect(() => keyring.decrypt({ keyId, encrypted: encrypted.subarray(0, 20) }, 'test')).toThrow(DecryptionError);
  });
});

describe('a payment token', () => {
  // Not shared: a constructor that throws while tests are collected would hide the tests from mutation testing.
  const newTokens = () => new PaymentTokens([one]);

  it('decrypts for its own order only', () => {
    const tokens = newTokens();
    const encrypted = tokens.encrypt('order-1', 'tok_secret');
    expect(encrypted).not.toContain('tok_secret');
    expect(tokens.decrypt('order-1', encrypted)).toBe('tok_secret');
    expect(() => tokens.decrypt('order-2', encrypted)).toThrow(DecryptionError);
    expect(() => tokens.decrypt('order-1', 'nonsense')).toThrow(/^PAYMENT_TOKEN_KEYS contains no key "nonsense"/);
  });

  it('is redacted from an error and its causes, in place', () => {
    const cause = new DOMException('no tok_secret here', 'TimeoutError');
    const error = new Error('tok_secret was rejected: tok_secret', { cause });
    expect(redactToken(error, 'tok_secret')).toBe(error);
    expect(`${error.message} ${error.stack} ${cause.message} ${cause.stack}`).not.toContain('tok_secret');
    expect(error.message).toBe('[payment token] was rejected: [payment token]');
    expect(redactToken('no error', 'tok_secret')).toBe('no error');
  });

  it('is redacted from an error without a stack', () => {
    const error = new Error('tok_secret');
    delete error.stack;
    expect(redactToken(error, 'tok_secret')).toMatchObject({ message: '[payment token]' });
  });
});

describe('the keys of a variable', () => {
  const read = (text: string) => readConfig(['PAYMENT_TOKEN_KEYS'], { PAYMENT_TOKEN_KEYS: text }).PAYMENT_TOKEN_KEYS;
  const base64 = (byte: number, length = 32) => Buffer.alloc(length, byte).toString('base64');

  it('are read in their order', () => {
    expect(read(`two:${base64(2)}, one:${base64(1)}`)).toEqual([two, one]);
  });

  it.each([
    ['no id', base64(1)],
    ['an empty id', `:${base64(1)}`],
    ['a short key', `one:${base64(1, 31)}`],
    ['a long key', `one:${base64(1, 33)}`],
    ['no base64', `one:${'!'.repeat(43)}=`],
    ['an empty place', `one:${base64(1)},`],
    ['one id twice', `one:${base64(1)},one:${base64(2)}`],
  ])('with %s are rejected in one line that does not contain them', (_, text) => {
    expect(() => read(text)).toThrow(/^PAYMENT_TOKEN_KEYS: [^\n]+$/);
    expect(() => read(text)).not.toThrow(new RegExp(base64(1).slice(0, 10)));
  });
});
