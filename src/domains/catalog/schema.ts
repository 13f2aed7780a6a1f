import type { DomainSchema } from '../database/database.js';
import { AddCatalogIdempotencyKeys1764547200000 } from './migrations/add-idempotency-keys.js';
import { CreateCatalog1763856000000 } from './migrations/create-catalog.js';
import { Product } from './product.entity.js';

export const catalogSchema: DomainSchema = {
  schema: 'catalog',
  entities: [Product],
  migrations: [CreateCatalog1763856000000, AddCatalogIdempotencyKeys1764547200000],
};
