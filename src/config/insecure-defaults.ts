import { ConfigurationError, LOCAL_PAYMENT_TOKEN_KEYS } from './config.js';
import type { EncryptionKey } from '../crypto/keyring.js';

/** What is fine on a laptop and must not be deployed: whether it is so here, and the line that says what to do. */
export type InsecureDefault = readonly [insecure: boolean, message: string];

/** @throws ConfigurationError in production, one line for each that is so */
export function rejectInsecureDefaults(environment: string, defaults: readonly InsecureDefault[]): void {
  if (environment !== 'production') return;
  const messages = defaults.filter(([insecure]) => insecure).map(([, message]) => message);
  if (messages.length > 0) throw new ConfigurationError(messages.join('\n'));
}

/** The database of the local stack, whose password everybody can read. */
export function localDatabase(databaseUrl: string): InsecureDefault {
  return [
    new URL(databaseUrl).password === 'postgres',
    'DATABASE_URL: must not hold the password of the local stack when NODE_ENV is production',
  ];
}

/** The keys of the local stack, which everybody can read. */
export function localPaymentTokenKeys(keys: readonly EncryptionKey[] | undefined): InsecureDefault {
  const isLocal = ({ key }: EncryptionKey) =>
    LOCAL_PAYMENT_TOKEN_KEYS.some((local) => Buffer.compare(local.key, key) === 0);
  return [
    keys === undefined || keys.some(isLocal),
    'PAYMENT_TOKEN_KEYS: must be keys of your own when NODE_ENV is production',
  ];
}
