import type { Route } from '../http/route.js';
import { createApiKey } from './create-api-key.js';
import { listApiKeys } from './list-api-keys.js';
import { revokeApiKey } from './revoke-api-key.js';

export const apiKeyRoutes: readonly Route[] = [createApiKey, listApiKeys, revokeApiKey];
