import { ConfigurationError } from './configuration-error.js';
import { LOCAL_GATEWAY_API_KEY, LOCAL_PAYMENT_TOKEN_KEYS } from './local-defaults.js';
import type { EncryptionKey } from '../crypto/keyring.js';

/** A setting that is safe on a laptop only: whether this process uses it, and the line that says what to change. */
export type InsecureDefault = readonly [inUse: boolean, message: string];

/** @throws ConfigurationError in production, with one line per insecure default in use */
export function rejectInsecureDefaults(nodeEnv: string, defaults: readonly InsecureDefault[]): void {
  if (nodeEnv !== 'production') return;
  const messages = defaults.filter(([inUse]) => inUse).map(([, message]) => message);
  if (messages.length > 0) throw new ConfigurationError(messages.join('\n'));
}

/** The database password of the local stack, which is public. */
export function localDatabase(databaseUrl: string): InsecureDefault {
  return [
    new URL(databaseUrl).password === 'postgres',
    'DATABASE_URL: must not contain the password of the local stack when NODE_ENV is production',
  ];
}

/** The payment token keys of the local stack, which are public. */
export function localPaymentTokenKeys(keys: readonly EncryptionKey[] | undefined): InsecureDefault {
  const isLocal = ({ key }: EncryptionKey) =>
    LOCAL_PAYMENT_TOKEN_KEYS.some((local) => Buffer.compare(local.key, key) === 0);
  return [
    keys === undefined || keys.some(isLocal),
    'PAYMENT_TOKEN_KEYS: must be set to your own keys when NODE_ENV is production',
  ];
}

/** The simulated gateway's API key of the local stack, which is public. */
export function localGatewayApiKey(apiKey: string | undefined): InsecureDefault {
  return [
    apiKey === undefined || apiKey === LOCAL_GATEWAY_API_KEY,
    'GATEWAY_API_KEY: must not be the default when NODE_ENV is production; set your own key',
  ];
}
