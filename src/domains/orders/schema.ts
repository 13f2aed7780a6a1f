import type { DomainSchema } from '../database/database.js';
import { AddOrdersIdempotencyKeys1764547200001 } from './migrations/add-idempotency-keys.js';
import { AddAdjustments1764723600001 } from './migrations/add-adjustments.js';
import { AddErasure1764730800001 } from './migrations/add-erasure.js';
import { AddOrderDetails1764727200001 } from './migrations/add-order-details.js';
import { AddInstallation1764720000001 } from './migrations/add-installation.js';
import { AddReturns1764633600001 } from './migrations/add-returns.js';
import { CreateOrders1763856000001 } from './migrations/create-orders.js';
import { IndexOrderSearch1765065600001 } from './migrations/index-order-search.js';
import { Order, OrderDetails, OrderItem } from './order.entity.js';
import { StatusChange } from './status-change.entity.js';

export const ordersSchema: DomainSchema = {
  schema: 'orders',
  entities: [Order, OrderItem, OrderDetails, StatusChange],
  migrations: [
    CreateOrders1763856000001,
    AddOrdersIdempotencyKeys1764547200001,
    AddReturns1764633600001,
    AddInstallation1764720000001,
    AddAdjustments1764723600001,
    AddOrderDetails1764727200001,
    AddErasure1764730800001,
    IndexOrderSearch1765065600001,
  ],
};
