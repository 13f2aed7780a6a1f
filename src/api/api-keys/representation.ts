import { z } from 'zod';
import type { ApiKey } from '../../domains/access/api-key.entity.js';
import { SCOPES } from '../../domains/access/scopes.js';
import { createdAt, timestamp, uuid } from '../http/fields.js';

export const apiKeyRepresentation = z
  .object({
    id: uuid.meta({ description: 'Id of the key, and user id of the orders that it places.' }),
    name: z.string().meta({ description: 'What the key is for.' }),
    scopes: z.array(z.enum(SCOPES)).meta({ description: 'What the key may do.' }),
    created_by: uuid.meta({ description: 'User id of the operator who made the key.' }),
    created_at: createdAt,
    last_used_at: timestamp.nullable().meta({ description: 'Last use, to the minute. Null when it was never used.' }),
    revoked_at: timestamp.nullable().meta({ description: 'Null while the key is valid.' }),
  })
  .meta({ id: 'ApiKey' });

export const newApiKeyRepresentation = apiKeyRepresentation
  .extend({ key: z.string().meta({ description: 'The key. It is shown only here.', example: 'dok_…' }) })
  .meta({ id: 'CreatedApiKey' });

export function toApiKey(key: ApiKey): z.input<typeof apiKeyRepresentation> {
  return {
    id: key.id,
    name: key.name,
    scopes: key.scopes,
    created_by: key.createdBy,
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
  };
}
