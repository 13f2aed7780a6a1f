import { OpenApiGeneratorV31, OpenAPIRegistry, type ResponseConfig } from '@asteasolutions/zod-to-openapi';
import { z, type ZodObject } from 'zod';
import { EVENT_STREAM } from '../http/event-stream.js';
import { problemDetails } from '../http/problem.js';
import type { OpenApiDocument } from './document.js';
import { problems, type Route, type RouteProblem } from '../http/route.js';

const BEARER = 'bearerAuth';

/** Headers of every response. */
const COMMON_HEADERS = z.object({
  'X-Request-Id': z
    .string()
    .meta({ description: 'Identifies the request in logs: the value that the caller sent, or a new one.' }),
});

/** Headers of the routes that are limited; absent while limits are off. */
const RATE_LIMIT_HEADERS = z.object({
  RateLimit: z
    .string()
    .optional()
    .meta({ description: 'Requests that remain in the window (`r`) and seconds until it ends (`t`).' }),
  'RateLimit-Policy': z
    .string()
    .optional()
    .meta({ description: 'Requests that are allowed (`q`) in a window of seconds (`w`).' }),
});

const PROBLEM_HEADERS: Record<number, ZodObject> = {
  401: z.object({ 'WWW-Authenticate': z.string().meta({ description: 'Reason why the token was rejected.' }) }),
  429: z.object({ 'Retry-After': z.string().meta({ description: 'Seconds to wait before the next request.' }) }),
  503: z.object({ 'Retry-After': z.string().meta({ description: 'Seconds to wait before the next attempt.' }) }),
};

const DESCRIPTION = `Places orders: reserves stock, charges the customer and confirms the order, or compensates every step.

Amounts are integers in minor units (\`4999\`) with a \`currency\`. Times are RFC 3339 in UTC. Ids are UUIDs. Unknown fields
are rejected. Errors are RFC 9457 problem details; use \`code\` to distinguish them.`;

/** The groups of routes. */
const TAGS: Readonly<Record<string, string>> = {
  orders: 'Place, follow, cancel and refund orders.',
  payments: 'Payments of orders, with their refunds.',
  products: 'The catalogue, with the number of units that can be ordered.',
  inventory: 'Stock and its adjustments.',
  webhooks: 'Events of the payment provider.',
  'webhook-endpoints': 'Where events of this service are sent.',
  events: 'What happened to orders, payments, stock and products, in the order in which it was committed.',
  attention: 'What needs an operator.',
  cancellations: 'Cancel several orders at once.',
  numbers: 'The numbers of the last hour.',
  'api-keys': 'Keys of machines, with their scopes.',
  changes: 'The log of what operators and API keys changed.',
  users: 'Erase users.',
  erasures: 'The progress of erasures.',
  operations: 'Health checks and this documentation.',
};

function tagOf({ path }: Route): string {
  const [, resource] = /^\/v1\/([\w-]+)/.exec(path) ?? [];
  return resource ?? 'operations';
}

/** Builds the OpenAPI document from the schemas that validate the routes' requests. */
export function buildOpenApiDocument(routes: readonly Route[]): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', BEARER, {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A JWT: `sub` is the user id; `roles` contains `customer`, `operator` or both. Or an API key, which starts with `dok_`.',
  });
  for (const route of routes) registerRoute(registry, route);
  return new OpenApiGeneratorV31([...eventSchemas(routes), ...registry.definitions]).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Orders API',
      version: '1.0.0',
      description: DESCRIPTION,
      contact: { name: 'The operators of this service' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The server that serves this document.' }],
    tags: Object.entries(TAGS)
      .filter(([name]) => routes.some((route) => tagOf(route) === name))
      .map(([name, description]) => ({ name, description })),
  });
}

/** The schemas of stream events, registered here because no operation can refer to them. */
function eventSchemas(routes: readonly Route[]): OpenAPIRegistry['definitions'] {
  return routes
    .flatMap((route) => Object.values(route.responses))
    .flatMap(({ eventData }) => (eventData ? [{ type: 'schema', schema: eventData }] : []));
}

function registerRoute(registry: OpenAPIRegistry, route: Route): void {
  const { method, operationId, summary, access, scope, params, query, headers, body, streamedBody } = route;
  registry.registerPath({
    method,
    path: route.path.replaceAll(/:(\w+)/g, '{$1}'),
    operationId,
    summary,
    description: [
      route.description,
      `Access: ${access.replaceAll('_', ' ')}${scope ? `, or an API key with the scope \`${scope}\`` : ''}.`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    tags: [tagOf(route)],
    'x-access': access,
    security: access === 'anyone' ? [] : [{ [BEARER]: [] }],
    request: {
      params,
      query,
      headers,
      ...(body && {
        body: {
          required: !body.safeParse(undefined).success || streamedBody !== undefined,
          content: Object.fromEntries((streamedBody ?? ['application/json']).map((type) => [type, { schema: body }])),
        },
      }),
    },
    responses: withCommonHeaders(route, { ...successResponses(route), ...problemResponses(route) }),
  });
}

function withCommonHeaders({ path }: Route, responses: Record<string, ResponseConfig>): Record<string, ResponseConfig> {
  const common = path.startsWith('/v1/') ? COMMON_HEADERS.extend(RATE_LIMIT_HEADERS.shape) : COMMON_HEADERS;
  const entries = Object.entries(responses).map(([status, { headers, ...response }]) => {
    const own = headers instanceof z.ZodObject ? headers.shape : {};
    return [status, { ...response, headers: common.extend(own) }] as const;
  });
  return Object.fromEntries(entries);
}

function successResponses(route: Route): Record<string, ResponseConfig> {
  const entries = Object.entries(route.responses).map(([status, response]): [string, ResponseConfig] => {
    const { description, body, stream, headers, contentType } = response;
    const content = body && {
      [contentType ?? 'application/json']: { schema: body },
      ...(stream && { [EVENT_STREAM]: { schema: stream } }),
    };
    return [status, { description, headers, ...(content && { content }) }];
  });
  return Object.fromEntries(entries);
}

function problemResponses(route: Route): Record<string, ResponseConfig> {
  const all = [...(route.problems ?? []), ...impliedProblems(route)];
  const entries = all.map(({ status }): [number, ResponseConfig] => {
    const codes = all.filter((problem) => problem.status === status).map(({ code }) => `\`${code}\``);
    const content = { 'application/problem+json': { schema: problemDetails } };
    return [status, { description: codes.join(', '), headers: PROBLEM_HEADERS[status], content }];
  });
  return Object.fromEntries(entries);
}

/** Problems that follow from the shape of a route. */
function impliedProblems({ access, params, query, headers, body, streamedBody, path }: Route): RouteProblem[] {
  return [
    ...(params || query || headers || body ? problems('invalid_request') : []),
    ...(access !== 'anyone' ? problems('unauthorized', 'forbidden') : []),
    ...(body ? problems('unsupported_media_type') : []),
    ...(body && !streamedBody ? problems('payload_too_large') : []),
    ...(path.startsWith('/v1/') ? problems('duplicate_header', 'rate_limited', 'unavailable') : []),
    ...problems('internal'),
  ];
}
