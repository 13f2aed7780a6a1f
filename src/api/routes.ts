import { attentionRoutes } from './attention/list-attention.js';
import { cancellationRoutes } from './cancellations/routes.js';
import { numbersRoutes } from './numbers/get-numbers.js';
import { apiKeyRoutes } from './api-keys/routes.js';
import { changeRoutes } from './changes/routes.js';
import { eventRoutes } from './events/routes.js';
import type { Route } from './http/route.js';
import { inventoryRoutes } from './inventory/routes.js';
import { docsRoutes } from './openapi/routes.js';
import { healthRoutes } from './operations/routes.js';
import { orderRoutes } from './orders/routes.js';
import { paymentRoutes } from './payments/routes.js';
import { productRoutes } from './products/routes.js';
import { webhookRoutes } from './webhooks/routes.js';
import { userRoutes } from './users/routes.js';

export const ROUTES: readonly Route[] = [
  ...orderRoutes,
  ...paymentRoutes,
  ...productRoutes,
  ...inventoryRoutes,
  ...attentionRoutes,
  ...numbersRoutes,
  ...cancellationRoutes,
  ...apiKeyRoutes,
  ...changeRoutes,
  ...webhookRoutes,
  ...userRoutes,
  ...eventRoutes,
  ...healthRoutes,
  ...docsRoutes,
];
