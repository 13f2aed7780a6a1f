import type { DomainSchema } from '../domains/database/database.js';
import { CreateEvents1765584000004 } from './migrations/create-events.js';
import { EraseUsers1765587600004 } from './migrations/erase-users.js';

export const eventsSchema: DomainSchema = {
  schema: 'events',
  entities: [],
  migrations: [CreateEvents1765584000004, EraseUsers1765587600004],
};
