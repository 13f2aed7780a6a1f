import type { DomainSchema } from '../database/database.js';
import { ApiKey } from './api-key.entity.js';
import { Change } from './change.entity.js';
import { AddChanges1764979200000 } from './migrations/add-changes.js';
import { CreateAccess1764633600000 } from './migrations/create-access.js';
import { LogAnySubject1765324800001 } from './migrations/log-any-subject.js';

export const accessSchema: DomainSchema = {
  schema: 'access',
  entities: [ApiKey, Change],
  migrations: [CreateAccess1764633600000, AddChanges1764979200000, LogAnySubject1765324800001],
};
