import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  LOCAL_GATEWAY_API_KEY,
  LOCAL_JWT_SECRET,
  LOCAL_PAYMENT_TOKEN_KEYS,
  LOCAL_PAYMENT_WEBHOOK_SECRET,
  LOCAL_PERSONAL_DATA_KEYS,
  LOCAL_WEBHOOK_SECRET_KEYS,
  readConfig,
  VARIABLES,
} from '../../src/config/config.js';

const random = () => randomBytes(32).toString('hex');
const encode = (key: Uint8Array) => `one:${Buffer.from(key).toString('base64')}`;
const SAFE: Readonly<Record<string, string>> = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://api:s3cret@db/orders',
  PAYMENT_GATEWAY: 'simulated',
  GATEWAY_API_KEY: random(),
  PAYMENT_WEBHOOK_SECRET: random(),
  PAYMENT_TOKEN_KEYS: encode(randomBytes(32)),
  PERSONAL_DATA_KEYS: encode(randomBytes(32)),
  WEBHOOK_SECRET_KEYS: encode(randomBytes(32)),
  JWT_SECRET: random(),
};
const NAMES = Object.keys(VARIABLES) as (keyof typeof VARIABLES)[];
const JWT_JWKS_URL = 'https://login.example/keys';
const JWT_ISSUER = 'https://login.example/';
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Every byte percent-encoded, as a URL may spell any text. */
const percentEncode = (text: string) => Buffer.from(text).toString('hex').replace(/../g, '%$&');

describe('production rejects, with one line,', () => {
  it.each<[string, string, Record<string, string>]>([
    ['no', 'JWT_SECRET', { JWT_SECRET: '' }],
    ['the local', 'JWT_SECRET', { JWT_SECRET: LOCAL_JWT_SECRET }],
    ['the local, with a space,', 'JWT_SECRET', { JWT_SECRET: `${LOCAL_JWT_SECRET} ` }],
    ['the local, with a line break,', 'JWT_SECRET', { JWT_SECRET: `${LOCAL_JWT_SECRET}\n` }],
    ['the local, in upper case,', 'JWT_SECRET', { JWT_SECRET: LOCAL_JWT_SECRET.toUpperCase() }],
    ['the local, percent-encoded,', 'JWT_SECRET', { JWT_SECRET: percentEncode(LOCAL_JWT_SECRET) }],
    ['the quoted', 'JWT_SECRET', { JWT_SECRET: `"${LOCAL_JWT_SECRET}"` }],
    ['a repeated', 'JWT_SECRET', { JWT_SECRET: 'a'.repeat(32) }],
    ['a short repeated', 'JWT_SECRET', { JWT_SECRET: 'k3Fq9TzLw2Xb'.repeat(3) }],
    ['a blank', 'JWT_SECRET', { JWT_SECRET: ' '.repeat(40) }],
    ['a sequential', 'JWT_SECRET', { JWT_SECRET: alphabet }],
    ['a placeholder', 'JWT_SECRET', { JWT_SECRET: 'change-me-please-K7fT2qLz9XwBv4Rn' }],
    ['a missing', 'JWT_AUDIENCE', { JWT_JWKS_URL, JWT_ISSUER }],
    ['a missing', 'JWT_ISSUER', { JWT_JWKS_URL, JWT_AUDIENCE: 'orders' }],
    [
      'an unencrypted',
      'JWT_JWKS_URL',
      { JWT_JWKS_URL: 'http://login.example/keys', JWT_AUDIENCE: 'orders', JWT_ISSUER },
    ],
    ['an implicit', 'PAYMENT_GATEWAY', { PAYMENT_GATEWAY: '' }],
    ['no', 'GATEWAY_API_KEY', { GATEWAY_API_KEY: '' }],
    ['the local', 'GATEWAY_API_KEY', { GATEWAY_API_KEY: LOCAL_GATEWAY_API_KEY }],
    ['a weak', 'GATEWAY_API_KEY', { GATEWAY_API_KEY: 'w'.repeat(32) }],
    ['no', 'PAYMENT_WEBHOOK_SECRET', { PAYMENT_WEBHOOK_SECRET: '' }],
    ['the local', 'PAYMENT_WEBHOOK_SECRET', { PAYMENT_WEBHOOK_SECRET: LOCAL_PAYMENT_WEBHOOK_SECRET }],
    ['a weak', 'PAYMENT_WEBHOOK_SECRET', { PAYMENT_WEBHOOK_SECRET: 'w'.repeat(32) }],
    ['no', 'PAYMENT_TOKEN_KEYS', { PAYMENT_TOKEN_KEYS: '' }],
    [
      'the local',
      'PAYMENT_TOKEN_KEYS',
      { PAYMENT_TOKEN_KEYS: LOCAL_PAYMENT_TOKEN_KEYS.map(({ key }) => encode(key)).join() },
    ],
    ['weak', 'PAYMENT_TOKEN_KEYS', { PAYMENT_TOKEN_KEYS: encode(Buffer.alloc(32, 'k')) }],
    ['no', 'PERSONAL_DATA_KEYS', { PERSONAL_DATA_KEYS: '' }],
    [
      'the local',
      'PERSONAL_DATA_KEYS',
      { PERSONAL_DATA_KEYS: LOCAL_PERSONAL_DATA_KEYS.map(({ key }) => encode(key)).join() },
    ],
    ['no', 'WEBHOOK_SECRET_KEYS', { WEBHOOK_SECRET_KEYS: '' }],
    [
      'the local',
      'WEBHOOK_SECRET_KEYS',
      { WEBHOOK_SECRET_KEYS: LOCAL_WEBHOOK_SECRET_KEYS.map(({ key }) => encode(key)).join() },
    ],
    ['a local', 'WEBHOOK_TARGETS', { WEBHOOK_TARGETS: 'loopback' }],
    ['weak', 'TEMPORAL_PAYLOAD_KEYS', { TEMPORAL_PAYLOAD_KEYS: encode(Buffer.alloc(32)) }],
    ['no', 'DATABASE_URL', { DATABASE_URL: '' }],
    ['the local', 'DATABASE_URL', { DATABASE_URL: 'postgres://postgres:postgres@db/orders' }],
    ['the percent-encoded', 'DATABASE_URL', { DATABASE_URL: `postgres://api:${percentEncode('postgres')}@db/orders` }],
    ['the local, in the query,', 'DATABASE_URL', { DATABASE_URL: 'postgres://api@db/orders?password=postgres' }],
    ['the local', 'GATEWAY_DATABASE_URL', { GATEWAY_DATABASE_URL: 'postgres://gateway:postgres%20@db/orders' }],
  ])('%s %s', (_, name, change) => {
    const start = () => readConfig(NAMES, { ...SAFE, ...change });
    expect(start).toThrow(new RegExp(`^${name}: [^\n]+ when NODE_ENV is production$`));
  });

  it('everything at once', () => {
    const environment = { NODE_ENV: 'production', PORT: '0x0C49' };
    expect(() => readConfig(NAMES, environment)).toThrow(
      /^PORT.*\nDATABASE_URL.*\nGATEWAY_API_KEY.*\nPAYMENT_GATEWAY.*\nPAYMENT_WEBHOOK_SECRET.*\nPAYMENT_TOKEN_KEYS.*\nPERSONAL_DATA_KEYS.*\nWEBHOOK_SECRET_KEYS.*\nJWT_SECRET.*$/,
    );
  });
});

describe('production accepts', () => {
  it.each<[string, Record<string, string>]>([
    ['random secrets', {}],
    ['a key set with an audience and an issuer', { JWT_SECRET: '', JWT_JWKS_URL, JWT_AUDIENCE: 'orders', JWT_ISSUER }],
    ['Stripe without a webhook secret of the gateway', { PAYMENT_GATEWAY: 'stripe', PAYMENT_WEBHOOK_SECRET: '' }],
    ['a passphrase', { JWT_SECRET: 'marble teapot orbiting quiet velvet harbour 91' }],
  ])('%s', (_, change) => {
    expect(() => readConfig(NAMES, { ...SAFE, ...change })).not.toThrow();
  });

  it('any random secret of 32 hexadecimal digits', () => {
    for (let run = 0; run < 2_000; run += 1)
      readConfig(['JWT_SECRET'], { NODE_ENV: 'production', JWT_SECRET: randomBytes(16).toString('hex') });
  });

  it('a gateway process that has a database of its own', () => {
    const names = ['DATABASE_URL', 'GATEWAY_DATABASE_URL'] as const;
    const GATEWAY_DATABASE_URL = 'postgres://gateway:s3cret@db/orders';
    expect(() => readConfig(names, { NODE_ENV: 'production', GATEWAY_DATABASE_URL })).not.toThrow();
  });
});

it('accepts the settings of the local stack outside production', () => {
  expect(() => readConfig(NAMES, {})).not.toThrow();
});
