import { LOCAL_JWT_SECRET, LOCAL_PAYMENT_WEBHOOK_SECRET } from '../config/config.js';
import type { EncryptionKey } from '../crypto/keyring.js';
import { localDatabase, localPaymentTokenKeys, rejectInsecureDefaults } from '../config/insecure-defaults.js';

interface SecuritySettings {
  readonly NODE_ENV: 'development' | 'test' | 'production';
  readonly DATABASE_URL: string;
  readonly JWT_SECRET?: string | undefined;
  readonly JWT_JWKS_URL?: string | undefined;
  readonly JWT_AUDIENCE?: string | undefined;
  readonly PAYMENT_GATEWAY: 'simulated' | 'stripe';
  readonly PAYMENT_WEBHOOK_SECRET?: string | undefined;
  readonly PAYMENT_TOKEN_KEYS?: readonly EncryptionKey[] | undefined;
}

/**
 * Rejects the insecure defaults of the local stack.
 *
 * @throws ConfigurationError in production, with one line for each insecure setting
 */
export function validateSecuritySettings(settings: SecuritySettings): void {
  const { JWT_SECRET, JWT_JWKS_URL, JWT_AUDIENCE, PAYMENT_GATEWAY, PAYMENT_WEBHOOK_SECRET } = settings;
  rejectInsecureDefaults(settings.NODE_ENV, [
    [
      JWT_JWKS_URL === undefined && isLocalSecret(JWT_SECRET, LOCAL_JWT_SECRET),
      'JWT_SECRET: must not be the default when NODE_ENV is production; set your own secret or JWT_JWKS_URL',
    ],
    [
      // An identity provider also signs tokens for other services.
      JWT_JWKS_URL !== undefined && JWT_AUDIENCE === undefined,
      'JWT_AUDIENCE: must be set with JWT_JWKS_URL when NODE_ENV is production',
    ],
    [
      JWT_JWKS_URL !== undefined && new URL(JWT_JWKS_URL).protocol !== 'https:',
      'JWT_JWKS_URL: must use https when NODE_ENV is production',
    ],
    [
      PAYMENT_GATEWAY === 'simulated' && isLocalSecret(PAYMENT_WEBHOOK_SECRET, LOCAL_PAYMENT_WEBHOOK_SECRET),
      'PAYMENT_WEBHOOK_SECRET: must not be the default when NODE_ENV is production; set your own secret',
    ],
    localPaymentTokenKeys(settings.PAYMENT_TOKEN_KEYS),
    localDatabase(settings.DATABASE_URL),
  ]);
}

/** An unset secret defaults to the public one of the local stack. */
function isLocalSecret(secret: string | undefined, localSecret: string): boolean {
  return secret === undefined || secret === localSecret;
}
