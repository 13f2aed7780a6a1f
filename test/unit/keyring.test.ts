import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { BrokenSeal, Keyring, UnknownKey } from '../../src/crypto/keyring.js';
import { PaymentTokens, withoutToken } from '../../src/domains/payments/payment-tokens.js';

const one = { id: 'one', key: Buffer.alloc(32, 1) };
const two = { id: 'two', key: Buffer.alloc(32, 2) };
const secret = Buffer.from('a secret');

describe('a keyring', () => {
  it('opens what it sealed, which does not show', () => {
    const ring = new Keyring('KEYS', [one]);
    const sealed = ring.seal(secret, 'test');
    expect(Buffer.from(sealed.box).includes(secret)).toBe(false);
    expect(Buffer.from(ring.open(sealed, 'test'))).toEqual(secret);
  });

  it('seals the same thing differently each time', () => {
    const ring = new Keyring('KEYS', [one]);
    expect(ring.seal(secret, 'test').box).not.toEqual(ring.seal(secret, 'test').box);
  });

  it('seals with the first key and opens with all, so that a key can be replaced', () => {
    const old = new Keyring('KEYS', [one]).seal(secret, 'test');
    const ring = new Keyring('KEYS', [two, one]);
    expect(Buffer.from(ring.open(old, 'test'))).toEqual(secret);
    expect(ring.seal(secret, 'test').keyId).toBe('two');
  });

  it('names the variable and the key that it lacks', () => {
    const sealed = new Keyring('KEYS', [two]).seal(secret, 'test');
    const open = () => new Keyring('KEYS', [one]).open(sealed, 'test');
    expect(open).toThrow(UnknownKey);
    expect(open).toThrow(/^KEYS holds no key "two"/);
  });

  it('opens nothing that was changed, cut short, sealed for another purpose or by another key of that id', () => {
    const ring = new Keyring('KEYS', [one]);
    const { keyId, box } = ring.seal(secret, 'test');
    for (let at = 0; at < box.length; at += 1) {
      const changed = Uint8Array.from(box, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => ring.open({ keyId, box: changed }, 'test')).toThrow(BrokenSeal);
    }
    expect(() => ring.open({ keyId, box: box.subarray(0, 20) }, 'test')).toThrow(BrokenSeal);
    expect(() => ring.open({ keyId, box: new Uint8Array() }, 'test')).toThrow(BrokenSeal);
    expect(() => ring.open({ keyId, box }, 'another')).toThrow(BrokenSeal);
    expect(() => new Keyring('KEYS', [{ ...two, id: 'one' }]).open({ keyId, box }, 'test')).toThrow(BrokenSeal);
  });
});

describe('a payment token', () => {
  const tokens = new PaymentTokens([one]);

  it('opens for its order alone', () => {
    const sealed = tokens.seal('order-1', 'tok_secret');
    expect(sealed).not.toContain('tok_secret');
    expect(tokens.open('order-1', sealed)).toBe('tok_secret');
    expect(() => tokens.open('order-2', sealed)).toThrow(BrokenSeal);
    expect(() => tokens.open('order-1', 'nonsense')).toThrow(/^PAYMENT_TOKEN_KEYS holds no key "nonsense"/);
  });

  it('is taken out of an error and its causes, in place', () => {
    const cause = new DOMException('no tok_secret here', 'TimeoutError');
    const error = new Error('tok_secret was refused: tok_secret', { cause });
    expect(withoutToken(error, 'tok_secret')).toBe(error);
    expect(`${error.message} ${error.stack} ${cause.message} ${cause.stack}`).not.toContain('tok_secret');
    expect(withoutToken('no error', 'tok_secret')).toBe('no error');
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
  ])('with %s are refused in one line that does not show them', (_, text) => {
    expect(() => read(text)).toThrow(/^PAYMENT_TOKEN_KEYS: [^\n]+$/);
    expect(() => read(text)).not.toThrow(new RegExp(base64(1).slice(0, 10)));
  });
});
