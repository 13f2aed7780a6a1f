import type { DomainSchema } from '../database/database.js';
import { AddOrdersIdempotencyKeys1764547200001 } from './migrations/add-idempotency-keys.js';
import { AddReturns1764633600001 } from './migrations/add-returns.js';
import { CreateOrders1763856000001 } from './migrations/create-orders.js';
import { IndexOrderSearch1765065600001 } from './migrations/index-order-search.js';
import { Order, OrderItem } from './order.entity.js';
import { StatusChange } from './status-change.entity.js';

export const ordersSchema: DomainSchema = {
  schema: 'orders',
  entities: [Order, OrderItem, StatusChange],
  migrations: [
    CreateOrders1763856000001,
    AddOrdersIdempotencyKeys1764547200001,
    AddReturns1764633600001,
    IndexOrderSearch1765065600001,
  ],
};
