import type { EncryptionKey } from '../crypto/keyring.js';
import {
  LOCAL_GATEWAY_API_KEY,
  LOCAL_JWT_SECRET,
  LOCAL_PAYMENT_TOKEN_KEYS,
  LOCAL_PAYMENT_WEBHOOK_SECRET,
  LOCAL_PERSONAL_DATA_KEYS,
  LOCAL_WEBHOOK_SECRET_KEYS,
} from './local-defaults.js';
import type { Configuration } from './variables.js';
import { isWeakKey, isWeakSecret } from './weak-secret.js';

/** The password of the local stack's database, which is public. */
const LOCAL_DATABASE_PASSWORD = 'postgres';

interface Context {
  /** The variables that the process reads, with their defaults. */
  readonly config: Partial<Configuration>;
  /** Whether the environment sets the variable. */
  readonly isSet: boolean;
}

/** @returns what must change; undefined when the value is safe in production */
type Rule<Name extends keyof Configuration> = (value: Configuration[Name], context: Context) => string | undefined;

/**
 * What production rejects. `readConfig` applies the rule of each variable that a process reads, so that no process can forget
 * one.
 */
const PRODUCTION_RULES: { readonly [Name in keyof Configuration]?: Rule<Name> } = {
  // The gateway does not use its default when it has a separate database.
  DATABASE_URL: (url, { config, isSet }) =>
    isSet || config.GATEWAY_DATABASE_URL === undefined ? databaseRule(url) : undefined,
  GATEWAY_DATABASE_URL: (url) => url && databaseRule(url),
  JWT_SECRET: (secret, { config }) =>
    config.JWT_JWKS_URL === undefined ? secretRule(secret, LOCAL_JWT_SECRET, ' or JWT_JWKS_URL') : undefined,
  JWT_JWKS_URL: (url) => (url === undefined || new URL(url).protocol === 'https:' ? undefined : 'must use https'),
  OIDC_ISSUER: (url) => (url === undefined || new URL(url).protocol === 'https:' ? undefined : 'must use https'),
  // An identity provider also signs tokens for other services.
  JWT_AUDIENCE: (audience, { config }) =>
    config.JWT_JWKS_URL !== undefined && audience === undefined ? 'must be set with JWT_JWKS_URL' : undefined,
  // The tenants of some providers share their keys.
  JWT_ISSUER: (issuer, { config }) =>
    config.JWT_JWKS_URL !== undefined && issuer === undefined ? 'must be set with JWT_JWKS_URL' : undefined,
  PAYMENT_GATEWAY: (_, { isSet }) =>
    isSet ? undefined : 'must be set to stripe, or to simulated, which accepts test tokens as payments,',
  GATEWAY_API_KEY: (apiKey, { config }) =>
    config.PAYMENT_GATEWAY === 'stripe' ? undefined : secretRule(apiKey, LOCAL_GATEWAY_API_KEY),
  PAYMENT_WEBHOOK_SECRET: (secret, { config }) =>
    config.PAYMENT_GATEWAY === 'stripe' ? undefined : secretRule(secret, LOCAL_PAYMENT_WEBHOOK_SECRET),
  PAYMENT_TOKEN_KEYS: (keys) => (keys === undefined ? 'must be set to your own keys' : keysRule(keys)),
  PERSONAL_DATA_KEYS: (keys) => (keys === undefined ? 'must be set to your own keys' : keysRule(keys)),
  WEBHOOK_SECRET_KEYS: (keys) => (keys === undefined ? 'must be set to your own keys' : keysRule(keys)),
  WEBHOOK_TARGETS: (targets) => (targets === 'loopback' ? 'must be public' : undefined),
  TEMPORAL_PAYLOAD_KEYS: (keys) => keys && keysRule(keys),
};

/** @returns the variables that production rejects, with what must change */
export function insecureSettings(
  config: Partial<Configuration>,
  isSet: (name: string) => boolean,
): { readonly name: string; readonly problem: string }[] {
  return Object.keys(config).flatMap((key) => {
    const name = key as keyof Configuration;
    const rule = PRODUCTION_RULES[name] as Rule<typeof name> | undefined;
    const problem = rule?.(config[name], { config, isSet: isSet(name) });
    return problem === undefined ? [] : [{ name, problem: `${problem} when NODE_ENV is production` }];
  });
}

function databaseRule(databaseUrl: string): string | undefined {
  const { password, searchParams } = new URL(databaseUrl);
  // pg prefers the password of the query.
  const passwords = [password, ...searchParams.getAll('password')];
  return passwords.some((text) => plain(text) === LOCAL_DATABASE_PASSWORD)
    ? 'must not contain the password of the local stack'
    : undefined;
}

/** An unset secret defaults to the public one of the local stack. */
function secretRule(secret: string | undefined, localSecret: string, alternative = ''): string | undefined {
  if (secret === undefined || plain(secret) === plain(localSecret))
    return `must not be the default: set your own secret${alternative}`;
  return isWeakSecret(secret) || isWeakSecret(plain(secret))
    ? 'must be random, such as the output of "openssl rand -hex 32",'
    : undefined;
}

function keysRule(keys: readonly EncryptionKey[]): string | undefined {
  const isLocal = ({ key }: EncryptionKey) =>
    [...LOCAL_PAYMENT_TOKEN_KEYS, ...LOCAL_PERSONAL_DATA_KEYS, ...LOCAL_WEBHOOK_SECRET_KEYS].some(
      (local) => Buffer.compare(local.key, key) === 0,
    );
  if (keys.some(isLocal)) return 'must be set to your own keys';
  return keys.some(({ key }) => isWeakKey(key)) ? 'must be random keys: see "openssl rand -base64 32",' : undefined;
}

/** Without the disguises in which a public secret gets into an environment: percent-encoding, spaces, quotes, case. */
function plain(text: string): string {
  let decoded = text;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    // Not percent-encoded.
  }
  return decoded.replace(/[\s"']/g, '').toLowerCase();
}
