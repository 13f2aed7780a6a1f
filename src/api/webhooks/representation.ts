import { z } from 'zod';
import { DELIVERY_FAILURES, DELIVERY_KINDS } from '../../domains/webhooks/deliveries.js';
import type { LoggedAttempt } from '../../domains/webhooks/delivery-log.js';
import { DISABLED_REASONS, ENDPOINT_STATUSES, type WebhookEndpoint } from '../../domains/webhooks/endpoint.entity.js';
import type { EndpointHealth } from '../../domains/webhooks/endpoints.service.js';
import { createdAt, timestamp, updatedAt, uuid } from '../http/fields.js';

export const endpointRepresentation = z
  .object({
    id: uuid.meta({ description: 'Identifies the endpoint.' }),
    url: z.string().meta({ description: 'Where the events are sent.' }),
    description: z.string().meta({ description: 'What the endpoint is for.' }),
    types: z
      .array(z.string())
      .meta({ description: 'The types of events that it gets. An empty list means all types.' }),
    status: z.enum(ENDPOINT_STATUSES).meta({
      description:
        'Only an `enabled` endpoint gets events. The others keep their place and get them once they are enabled.',
    }),
    disabled_reason: z.enum(DISABLED_REASONS).nullable().meta({
      description:
        'Why it is `disabled`. `retries_exhausted`: an event failed for three days. `endpoint_gone`: the endpoint answered 410.',
    }),
    previous_secret_expires_at: timestamp.nullable().meta({
      description: 'Until then, the secret before the last rotation signs as well. Null when there is none.',
    }),
    created_at: createdAt,
    updated_at: updatedAt,
  })
  .meta({ id: 'WebhookEndpoint' });

export const endpointWithSecret = endpointRepresentation
  .extend({
    secret: z.string().meta({ description: 'Verifies the signatures. It is shown only here.', example: 'whsec_…' }),
  })
  .meta({ id: 'WebhookEndpointWithSecret' });

export const endpointWithHealth = endpointRepresentation
  .extend({
    health: z
      .object({
        waiting: z.int().meta({ description: 'Events that wait for a retry or to be sent again.' }),
        failing_since: timestamp.nullable().meta({ description: 'The first failure since the last success, if any.' }),
        last_attempt_at: timestamp.nullable().meta({ description: 'Time of the last attempt.' }),
        last_success_at: timestamp.nullable().meta({ description: 'Time of the last event that was delivered.' }),
      })
      .meta({ description: 'How the deliveries go.' }),
  })
  .meta({ id: 'WebhookEndpointWithHealth' });

export const deliveryRepresentation = z
  .object({
    id: z.string().meta({ description: 'Identifies the attempt.' }),
    event_id: uuid.meta({ description: 'Id of the event, and the `webhook-id` of each attempt.' }),
    event_type: z.string().meta({ description: 'Type of the event; `webhook.test` for a test.' }),
    subject: z.string().meta({ description: 'Subject of the event.' }),
    sequence: z.int().meta({ format: 'int64', description: 'Sequence number of the event within its subject.' }),
    kind: z.enum(DELIVERY_KINDS).meta({ description: 'Why it was sent.' }),
    attempt: z.int().meta({ description: '1 for the first attempt.' }),
    at: timestamp.meta({ description: 'Start of the attempt.' }),
    delivered: z.boolean().meta({ description: 'True when the endpoint answered with a status from 200 to 299.' }),
    status: z.int().nullable().meta({ description: 'HTTP status of the answer. Null without an answer.' }),
    failure: z.enum(DELIVERY_FAILURES).nullable().meta({ description: 'Why there is no answer. Null with an answer.' }),
    latency_ms: z.int().meta({ description: 'Milliseconds from the start to the end of the answer.' }),
    response: z.string().meta({ description: 'The first kilobyte of the answer.' }),
  })
  .meta({ id: 'WebhookDelivery' });

export function toEndpoint(endpoint: WebhookEndpoint): z.input<typeof endpointRepresentation> {
  const { previousSecretUntil } = endpoint;
  return {
    id: endpoint.id,
    url: endpoint.url,
    description: endpoint.description,
    types: endpoint.types,
    status: endpoint.status,
    disabled_reason: endpoint.disabledReason,
    previous_secret_expires_at: previousSecretUntil?.toISOString() ?? null,
    created_at: endpoint.createdAt.toISOString(),
    updated_at: endpoint.updatedAt.toISOString(),
  };
}

export function toEndpointWithHealth(
  endpoint: WebhookEndpoint,
  health: readonly EndpointHealth[],
): z.input<typeof endpointWithHealth> {
  const own = health.find(({ endpointId }) => endpointId === endpoint.id);
  return {
    ...toEndpoint(endpoint),
    health: {
      waiting: own?.waiting ?? 0,
      failing_since: own?.failingSince?.toISOString() ?? null,
      last_attempt_at: own?.lastAttemptAt?.toISOString() ?? null,
      last_success_at: own?.lastSuccessAt?.toISOString() ?? null,
    },
  };
}

/** What the log of changes keeps of an endpoint. The query of its URL may be secret. */
export function toLoggedEndpoint({ url, description, types, status }: WebhookEndpoint) {
  const { origin, pathname } = new URL(url);
  return { url: `${origin}${pathname}`, description, types, status };
}

export function toDelivery(attempt: LoggedAttempt): z.input<typeof deliveryRepresentation> {
  return {
    id: String(attempt.id),
    event_id: attempt.eventId,
    event_type: attempt.type,
    subject: attempt.subject,
    sequence: attempt.sequence,
    kind: attempt.kind,
    attempt: attempt.number,
    at: attempt.at.toISOString(),
    delivered: attempt.delivered,
    status: attempt.status,
    failure: attempt.failure,
    latency_ms: attempt.latencyMs,
    response: attempt.response,
  };
}
