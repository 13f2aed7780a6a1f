import type { EncryptionKey } from '../crypto/keyring.js';

/** Signs access tokens when JWT_SECRET is not set. Production rejects it. */
export const LOCAL_JWT_SECRET = 'local-development-secret-do-not-deploy';

/** Signs the simulated gateway's events when PAYMENT_WEBHOOK_SECRET is not set. Production rejects it. */
export const LOCAL_PAYMENT_WEBHOOK_SECRET = 'local-webhook-secret-do-not-deploy';

/** Authenticates requests to the simulated gateway when GATEWAY_API_KEY is not set. Production rejects it. */
export const LOCAL_GATEWAY_API_KEY = 'local-gateway-api-key-do-not-deploy';

/** Encrypts payment tokens when PAYMENT_TOKEN_KEYS is not set. Production rejects it. */
export const LOCAL_PAYMENT_TOKEN_KEYS: readonly EncryptionKey[] = [
  { id: 'local', key: Buffer.from('local-payment-key-do-not-deploy!') },
];

/** Encrypts the secrets of webhook endpoints when WEBHOOK_SECRET_KEYS is not set. Production rejects it. */
export const LOCAL_WEBHOOK_SECRET_KEYS: readonly EncryptionKey[] = [
  { id: 'local', key: Buffer.from('local-webhook-key-do-not-deploy!') },
];

/** Encrypts personal data when PERSONAL_DATA_KEYS is not set. Production rejects it. */
export const LOCAL_PERSONAL_DATA_KEYS: readonly EncryptionKey[] = [
  { id: 'local', key: Buffer.from('local-personal-key-do-not-deploy') },
];
