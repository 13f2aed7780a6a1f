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
 * What is fine on a laptop and must not be deployed.
 *
 * @throws ConfigurationError in production, one line for each setting that must be made safe
 */
export function validateSecuritySettings(settings: SecuritySettings): void {
  const { JWT_SECRET, JWT_JWKS_URL, JWT_AUDIENCE, PAYMENT_GATEWAY, PAYMENT_WEBHOOK_SECRET } = settings;
  rejectInsecureDefaults(settings.NODE_ENV, [
    [
      JWT_JWKS_URL === undefined && isLocalSecret(JWT_SECRET, LOCAL_JWT_SECRET),
      'JWT_SECRET: must be a secret of your own when NODE_ENV is production (or set JWT_JWKS_URL)',
    ],
    [
      // An identity provider signs tokens for others too.
      JWT_JWKS_URL !== undefined && JWT_AUDIENCE === undefined,
      'JWT_AUDIENCE: must be set beside JWT_JWKS_URL when NODE_ENV is production',
    ],
    [
      JWT_JWKS_URL !== undefined && new URL(JWT_JWKS_URL).protocol !== 'https:',
      'JWT_JWKS_URL: must be https when NODE_ENV is production',
    ],
    [
      PAYMENT_GATEWAY === 'simulated' && isLocalSecret(PAYMENT_WEBHOOK_SECRET, LOCAL_PAYMENT_WEBHOOK_SECRET),
      'PAYMENT_WEBHOOK_SECRET: must be a secret of your own when NODE_ENV is production',
    ],
    localPaymentTokenKeys(settings.PAYMENT_TOKEN_KEYS),
    localDatabase(settings.DATABASE_URL),
  ]);
}

/** A secret that is not set is that of the local stack, which everybody can read. */
function isLocalSecret(secret: string | undefined, localSecret: string): boolean {
  return secret === undefined || secret === localSecret;
}
