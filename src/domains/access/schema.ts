import type { DomainSchema } from '../database/database.js';
import { ApiKey } from './api-key.entity.js';
import { CreateAccess1764633600000 } from './migrations/create-access.js';

export const accessSchema: DomainSchema = {
  schema: 'access',
  entities: [ApiKey],
  migrations: [CreateAccess1764633600000],
};
