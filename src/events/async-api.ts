import { z } from 'zod';
import { cloudEventSchema } from './cloud-event.js';
import { EVENT_TYPES, EVENT_TYPE_NAMES } from './event-types.js';

type Json = Readonly<Record<string, unknown>>;

/** An AsyncAPI document. */
export interface AsyncApiDocument {
  readonly asyncapi: '3.0.0';
  readonly info: Json;
  readonly defaultContentType: string;
  readonly channels: Json;
  readonly operations: Json;
  readonly components: { readonly messages: Json; readonly schemas: Readonly<Record<string, Json>> };
}

const DESCRIPTION = `What happened to orders, payments, stock and products, as CloudEvents 1.0 in JSON.

Each event is written in the transaction of its change. Its \`data\` is what the API shows of the subject after that. The events of
a subject have consecutive sequence numbers and keep their order. An event may come more than once, with the same \`id\`. A new
property is no new version of a schema: ignore those that you do not know.`;

/** Builds the AsyncAPI document from the registry of events. */
export function buildAsyncApiDocument(): AsyncApiDocument {
  const schemas: Record<string, Json> = {};
  for (const type of EVENT_TYPE_NAMES) Object.assign(schemas, schemasOf(type));
  return {
    asyncapi: '3.0.0',
    info: { title: 'Order events', version: '1.0.0', description: DESCRIPTION, license: { name: 'MIT' } },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      events: {
        address: '/v1/events',
        description: 'The feed: pages, long polling or server-sent events.',
        messages: Object.fromEntries(
          EVENT_TYPE_NAMES.map((type) => [type, { $ref: `#/components/messages/${type}` }] as const),
        ),
      },
    },
    operations: {
      sendEvents: {
        action: 'send',
        channel: { $ref: '#/channels/events' },
        summary: 'Events in the order in which they were committed.',
      },
    },
    components: {
      messages: Object.fromEntries(EVENT_TYPE_NAMES.map((type) => [type, messageOf(type)] as const)),
      schemas,
    },
  };
}

function messageOf(type: (typeof EVENT_TYPE_NAMES)[number]): Json {
  const { description } = EVENT_TYPES[type];
  return { name: type, title: type, summary: description, payload: { $ref: `#/components/schemas/${type}` } };
}

/** The schema of the event and those of the API that it contains, as AsyncAPI's default: JSON Schema draft 7. */
function schemasOf(type: (typeof EVENT_TYPE_NAMES)[number]): Record<string, Json> {
  const { $schema: _, definitions = {}, ...schema } = z.toJSONSchema(cloudEventSchema(type), { target: 'draft-7' });
  return inComponents({ ...(definitions as Record<string, Json>), [type]: schema });
}

/** Zod refers to `#/definitions`. */
function inComponents(schemas: Record<string, Json>): Record<string, Json> {
  const text = JSON.stringify(schemas).replaceAll('"#/definitions/', '"#/components/schemas/');
  return JSON.parse(text) as Record<string, Json>;
}
