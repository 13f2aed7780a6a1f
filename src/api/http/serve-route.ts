import type { Request, RequestHandler, Response } from 'express';
import { withOrderId } from '../../telemetry/spans.js';
import type { Authenticate } from '../auth/authenticate.js';
import { hasAccess, hasScope, type User } from '../auth/user.js';
import type { Services } from '../services.js';
import { withTimeout } from './with-timeout.js';
import { sendLines } from './csv.js';
import { EVENT_STREAM, sendEvents, type ServerSentEvent } from './event-stream.js';
import { getRequestId } from './request-id.js';
import type { RequestsInFlight } from './requests-in-flight.js';
import { revalidate } from './entity-tag.js';
import { readJsonBody, readRawBody, streamBody } from './json-body.js';
import type { OpenStreams } from './open-streams.js';
import { Problem } from './problem.js';
import type { Route } from './route.js';
import { validate } from './validation.js';
import { MAX_WAIT_SECONDS } from './prefer.js';

/** Dependencies of all routes. */
export interface RouteContext {
  readonly services: Services;
  readonly authenticate: Authenticate;
  /** Rate limit per user; runs after authentication. */
  readonly limitUser: RequestHandler;
  readonly inFlight: RequestsInFlight;
  readonly streams: OpenStreams;
  /** Timeout of a handler in seconds, without the wait that its caller requests. */
  readonly handlerTimeoutSeconds: number;
}

/** Returns the middleware of a route: access check, rate limit, body parser, validation and handler. */
export function serveRoute(route: Route, context: RouteContext): RequestHandler[] {
  const { services, authenticate, limitUser, inFlight, streams } = context;
  const timeoutMs = (context.handlerTimeoutSeconds + (route.supportsWait ? MAX_WAIT_SECONDS : 0)) * 1_000;

  const authorize: RequestHandler = async (req, res, next) => {
    const user = await authenticate(req.get('authorization'));
    if (route.access !== 'anyone' && !hasAccess(user, route.access)) {
      throw new Problem('forbidden', `This route requires the role ${route.access.replaceAll('_', ' ')}.`);
    }
    if (!hasScope(user, route.scope)) {
      const needed = route.scope === undefined ? 'an access token' : `the scope ${route.scope}`;
      throw new Problem('forbidden', `This route requires ${needed}; the API key does not have it.`);
    }
    res.locals.user = user;
    next();
  };

  const respond: RequestHandler = async (req, res) => {
    const user = res.locals.user as User;
    const signal = inFlight.track(res);
    const wantsStream = req.accepts(['application/json', EVENT_STREAM]) === EVENT_STREAM;
    const input = {
      ...validate(route, req),
      user,
      signal,
      requestId: getRequestId(res),
      wantsStream,
      ...contentTypeOf(route, req),
    };
    const handle = () => Promise.resolve(route.handler(input, services));
    const orderId = getOrderId(route, req);
    res.locals.orderId = orderId;
    const reply = await withTimeout(timeoutMs, orderId === undefined ? handle() : withOrderId(orderId, handle));
    const { contentType, body: schema } = route.responses[reply.status] ?? {};
    const stream: unknown = 'stream' in reply ? reply.stream : undefined;
    const body: unknown = stream ?? ('body' in reply ? reply.body : undefined);
    // May throw a Problem, so it must run before the first byte is sent.
    const release = contentType === EVENT_STREAM || stream ? streams.acquire(user.id) : undefined;
    res
      .status(reply.status)
      .set('Cache-Control', 'no-store')
      .set(reply.headers ?? {});
    const isUnchanged = route.cacheable === true && revalidate(req, res, body);
    try {
      if (schema === undefined) res.end();
      else if (isUnchanged) res.status(304).end();
      else if (release) await sendEvents(res, body as AsyncIterable<ServerSentEvent>, signal);
      else if (isStream(body)) await sendLines(res, body, signal, contentType);
      else send(res, body, contentType);
    } finally {
      release?.();
    }
  };

  return [...(route.access === 'anyone' ? [] : [authorize, limitUser]), ...bodyReaders(route), respond];
}

/** The content type of a streamed body, without its parameters. */
function contentTypeOf({ streamedBody }: Route, req: Request): { contentType?: string } {
  const [contentType] = streamedBody?.filter((type) => req.is(type)) ?? [];
  return contentType === undefined ? {} : { contentType };
}

function isStream(body: unknown): body is AsyncIterable<string> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** The order id in the path, if any. */
function getOrderId({ path }: Route, { params }: Request): string | undefined {
  return path.startsWith('/v1/orders/:id') ? String(params.id) : undefined;
}

function bodyReaders({ body, rawBody, streamedBody, bodyLimit }: Route): RequestHandler[] {
  if (!body) return [];
  if (streamedBody) return [streamBody(streamedBody)];
  return rawBody ? readRawBody : readJsonBody(bodyLimit);
}

function send(res: Response, body: unknown, contentType = 'application/json'): void {
  if (contentType === 'application/json') res.json(body);
  else res.type(contentType).send(body);
}
