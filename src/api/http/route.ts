import type { ZodObject, ZodType, z } from 'zod';
import type { Scope } from '../../domains/access/scopes.js';
import type { Access, User } from '../auth/user.js';
import { PROBLEMS, statusForBodyReference, type ProblemCode } from '../problems.js';
import type { Services } from '../services.js';

interface ResponseSpec {
  readonly description: string;
  /** Undefined for a response without a body. */
  readonly body?: ZodType;
  readonly headers?: ZodObject;
  /** Defaults to `application/json`. */
  readonly contentType?: string;
  /** Schema of each event's data, when the response is or may be an event stream. */
  readonly eventData?: ZodType;
  /** The body for a caller that accepts only `text/event-stream`. */
  readonly stream?: ZodType;
}

/** A problem that a route may return. */
export interface RouteProblem {
  readonly code: ProblemCode;
  readonly status: number;
}

/** The validated input of a handler. */
interface RouteRequest<A extends Access, P, Q, H, B> {
  readonly user: A extends 'anyone' ? undefined : User;
  readonly params: P;
  readonly query: Q;
  readonly headers: H;
  readonly body: B;
  /** Of a streamed body, without parameters. */
  readonly contentType?: string | undefined;
  /** The `X-Request-Id`. */
  readonly requestId: string;
  /** The caller prefers an event stream to JSON. */
  readonly wantsStream: boolean;
  /** Aborted when the connection closes or the API stops; handlers end their waits. */
  readonly signal: AbortSignal;
}

/** The reply of a handler: one of the route's documented responses. */
type RouteReply<R extends Record<number, ResponseSpec>> = {
  [S in keyof R & number]: {
    readonly status: S;
    readonly headers?: Readonly<Record<string, string>>;
  } & (R[S] extends { readonly body: infer Body }
    ? | { readonly body: z.input<Body> }
      | (R[S] extends { readonly stream: infer Stream } ? { readonly stream: z.input<Stream> } : never)
    : unknown);
}[keyof R & number];

interface RouteDefinition<
  A extends Access,
  P extends ZodObject,
  Q extends ZodObject,
  H extends ZodObject,
  B extends ZodType,
  R extends Record<number, ResponseSpec>,
> {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** In Express syntax: `/v1/orders/:id`. */
  readonly path: string;
  /** Identifies the operation in the OpenAPI document and in generated clients. */
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: A;
  /** The scope that an API key needs. Without one, the route accepts access tokens only. */
  readonly scope?: Scope;
  /** True when callers may request a wait, which extends the handler's timeout by MAX_WAIT_SECONDS. */
  readonly supportsWait?: boolean;
  /** True for public data, which caches may store and revalidate by its ETag. */
  readonly cacheable?: true;
  readonly params?: P;
  readonly query?: Q;
  /** By documented name; matched case-insensitively. */
  readonly headers?: H;
  readonly body?: B;
  /** The handler receives the raw bytes, and `body` validates a Buffer. */
  readonly rawBody?: true;
  /** Content types of a body that the handler reads as it arrives; `body` validates the stream. Its size has no limit. */
  readonly streamedBody?: readonly string[];
  /** Maximum body size in Express syntax; defaults to `100kb`. */
  readonly bodyLimit?: string;
  readonly responses: R;
  /** Problems specific to the route. Common ones (invalid input, no token, an outage) are derived from its shape. */
  readonly problems?: readonly RouteProblem[];
  handler(
    request: RouteRequest<A, z.output<P>, z.output<Q>, z.output<H>, z.output<B>>,
    services: Services,
  ): Promise<RouteReply<NoInfer<R>>> | RouteReply<NoInfer<R>>;
}

/** A route of any input and output, for the server and the OpenAPI document. */
export type Route = RouteDefinition<Access, ZodObject, ZodObject, ZodObject, ZodType, Record<number, ResponseSpec>>;

/** Defines a route: its validation, the types of its handler and its entry in the OpenAPI document. */
export function defineRoute<
  A extends Access,
  R extends Record<number, ResponseSpec>,
  P extends ZodObject = ZodObject<Record<string, never>>,
  Q extends ZodObject = ZodObject<Record<string, never>>,
  H extends ZodObject = ZodObject<Record<string, never>>,
  B extends ZodType = ZodType<undefined>,
>(definition: RouteDefinition<A, P, Q, H, B, R>): Route {
  return definition as unknown as Route;
}

/** Problems with the default status of their code. */
export function problems(...codes: ProblemCode[]): RouteProblem[] {
  return codes.map((code) => ({ code, status: PROBLEMS[code].status }));
}

/** Problems with a resource whose id is in the request body. */
export function bodyProblems(...codes: ProblemCode[]): RouteProblem[] {
  return codes.map((code) => ({ code, status: statusForBodyReference(code) }));
}
