import type { DomainSchema } from '../database/database.js';
import { WebhookEndpoint } from './endpoint.entity.js';
import { CreateWebhooks1765324800000 } from './migrations/create-webhooks.js';
import { EraseResponses1765591200000 } from './migrations/erase-responses.js';

export const webhooksSchema: DomainSchema = {
  schema: 'webhooks',
  entities: [WebhookEndpoint],
  migrations: [CreateWebhooks1765324800000, EraseResponses1765591200000],
};
