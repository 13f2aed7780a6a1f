import { z } from 'zod';
import { EVENT_TYPE_NAMES } from '../../events/event-types.js';
import { MAX_URL_LENGTH } from '../../domains/webhooks/url-policy.js';
import { text, uuid } from '../http/fields.js';

export const endpointParams = z.strictObject({ id: uuid.meta({ description: 'Identifies the webhook endpoint.' }) });

export const endpointUrl = text(MAX_URL_LENGTH)
  .refine((url) => URL.canParse(url), 'must be a URL')
  .meta({
    format: 'uri',
    description:
      'Where the events are sent. It must use https on port 443 or 8443, and its host must have public addresses only. It has no ' +
      'credentials: the signature authenticates the sender.',
  });

export const endpointDescription = text(200).meta({ description: 'What the endpoint is for.' });

export const endpointTypes = z
  .array(z.enum(EVENT_TYPE_NAMES))
  .max(EVENT_TYPE_NAMES.length)
  .meta({ description: 'The types of events that the endpoint gets. An empty list means all types.' });
