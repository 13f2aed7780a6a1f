import type { ZodObject, ZodType, z } from 'zod';
import type { Access, User } from '../auth/user.js';
import { PROBLEMS, statusForBodyReference, type ProblemCode } from '../problems.js';
import type { Services } from '../services.js';

/** One kind of answer: JSON by the given schema, or another content type. */
interface ResponseSpec {
  readonly description: string;
  /** None: the answer has no body. */
  readonly body?: ZodType;
  readonly headers?: ZodObject;
  /** `application/json` unless said otherwise. */
  readonly contentType?: string;
  /** Of a stream of events: what each of them holds. */
  readonly eventData?: ZodType;
}

/** A problem a route may answer with. */
export interface RouteProblem {
  readonly code: ProblemCode;
  readonly status: number;
}

/** What a handler gets: everything valid already. */
interface RouteRequest<A extends Access, P, Q, H, B> {
  readonly user: A extends 'anyone' ? undefined : User;
  readonly params: P;
  readonly query: Q;
  readonly headers: H;
  readonly body: B;
  /** Aborted when the caller is gone or the API is told to stop: ends what only waits. */
  readonly signal: AbortSignal;
}

/** What a handler answers: one of the route's responses, and no other. */
type RouteReply<R extends Record<number, ResponseSpec>> = {
  [S in keyof R & number]: {
    readonly status: S;
    readonly headers?: Readonly<Record<string, string>>;
  } & (R[S] extends { readonly body: infer Body } ? { readonly body: z.input<Body> } : unknown);
}[keyof R & number];

interface RouteDefinition<
  A extends Access,
  P extends ZodObject,
  Q extends ZodObject,
  H extends ZodObject,
  B extends ZodType,
  R extends Record<number, ResponseSpec>,
> {
  readonly method: 'get' | 'post' | 'patch';
  /** As Express writes it: `/v1/orders/:id`. */
  readonly path: string;
  /** Names the operation in the OpenAPI document, and the method of a client made from it. */
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: A;
  /** True when callers may ask to be kept waiting; they have that much longer. */
  readonly supportsWait?: boolean;
  readonly params?: P;
  readonly query?: Q;
  /** By their documented names; looked up in any case. */
  readonly headers?: H;
  readonly body?: B;
  /** The handler gets the bytes as they came; `body` then checks a Buffer. */
  readonly rawBody?: true;
  /** Largest body, as Express writes sizes; 100 kB unless said otherwise. */
  readonly bodyLimit?: string;
  readonly responses: R;
  /** Those of its own; what any route may answer (bad input, no token, an outage) is added from its shape. */
  readonly problems?: readonly RouteProblem[];
  handler(
    request: RouteRequest<A, z.output<P>, z.output<Q>, z.output<H>, z.output<B>>,
    services: Services,
  ): Promise<RouteReply<NoInfer<R>>> | RouteReply<NoInfer<R>>;
}

/** A route as the server and the OpenAPI document see it. */
export type Route = RouteDefinition<Access, ZodObject, ZodObject, ZodObject, ZodType, Record<number, ResponseSpec>>;

/** The one source of a route: its validation, the types of its handler, and its entry in the OpenAPI document. */
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

/** Problems with the status of the table. */
export function problems(...codes: ProblemCode[]): RouteProblem[] {
  return codes.map((code) => ({ code, status: PROBLEMS[code].status }));
}

/** Problems with something that the body names. */
export function bodyProblems(...codes: ProblemCode[]): RouteProblem[] {
  return codes.map((code) => ({ code, status: statusForBodyReference(code) }));
}
