import type { DomainSchema } from '../database/database.js';
import { AddChangeIds1764979200002 } from './migrations/add-change-ids.js';
import { AddInventoryIdempotencyKeys1764547200002 } from './migrations/add-idempotency-keys.js';
import { AddReturns1764633600002 } from './migrations/add-returns.js';
import { CreateInventory1763856000002 } from './migrations/create-inventory.js';
import { Stock } from './stock.entity.js';

export const inventorySchema: DomainSchema = {
  schema: 'inventory',
  entities: [Stock],
  migrations: [
    CreateInventory1763856000002,
    AddInventoryIdempotencyKeys1764547200002,
    AddReturns1764633600002,
    AddChangeIds1764979200002,
  ],
};
