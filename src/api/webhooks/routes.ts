import type { Route } from '../http/route.js';
import { changeWebhookEndpoint } from './change-endpoint.js';
import { createWebhookEndpoint } from './create-endpoint.js';
import { deleteWebhookEndpoint } from './delete-endpoint.js';
import { getWebhookEndpoint } from './get-endpoint.js';
import { listWebhookDeliveries } from './list-deliveries.js';
import { listWebhookEndpoints } from './list-endpoints.js';
import { redeliverWebhooks } from './redeliver.js';
import { rotateWebhookSecret } from './rotate-secret.js';
import { testWebhookEndpoint } from './test-endpoint.js';

export const webhookRoutes: readonly Route[] = [
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  changeWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  testWebhookEndpoint,
  listWebhookDeliveries,
  redeliverWebhooks,
];
