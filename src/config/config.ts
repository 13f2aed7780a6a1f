/** The public part of this folder. */
export { ConfigurationError } from './configuration-error.js';
export {
  LOCAL_GATEWAY_API_KEY,
  LOCAL_JWT_SECRET,
  LOCAL_PAYMENT_TOKEN_KEYS,
  LOCAL_PAYMENT_WEBHOOK_SECRET,
  LOCAL_WEBHOOK_SECRET_KEYS,
  LOCAL_PERSONAL_DATA_KEYS,
} from './local-defaults.js';
export { misspeltVariables } from './misspelt-variables.js';
export { readAll, readConfig } from './read-config.js';
export { StartError } from './start-error.js';
export { SECRETS, VARIABLES } from './variables.js';
