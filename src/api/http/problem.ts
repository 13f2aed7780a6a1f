import { z } from 'zod';
import type { Rejection } from '../../contracts/place-order.js';
import { isProblemCode, PROBLEMS, type ProblemCode } from '../problems.js';

const fieldError = z.object({
  path: z
    .string()
    .meta({ description: 'Path of the field in the request, outermost name first.', example: 'items.0.quantity' }),
  message: z.string().meta({ description: 'What is wrong with the field.' }),
});
export type FieldError = z.output<typeof fieldError>;

const shortage = z.object({
  product_id: z.guid().meta({ description: 'Product without enough stock.' }),
  requested: z.int().meta({ description: 'Units that the request asked for.' }),
  available: z.int().meta({ description: 'Units that can be ordered.' }),
});

/** RFC 9457 problem details with the members that this API adds. */
export const problemDetails = z
  .object({
    type: z.string().meta({ description: 'The code as a URN.', example: 'urn:problem-type:insufficient_stock' }),
    title: z.string().meta({ description: 'Summary of the kind of problem; the same for every problem of a `code`.' }),
    status: z.int().meta({ description: 'HTTP status.' }),
    detail: z.string().meta({ description: 'What is wrong with this request and what to do about it.' }),
    instance: z.string().meta({ description: 'Path of the request.' }),
    code: z
      .enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]])
      .meta({ description: 'Stable identifier for programs.', example: 'insufficient_stock' }),
    request_id: z.string().meta({ description: 'Value of the header `X-Request-Id`.' }),
    errors: z.array(fieldError).optional().meta({ description: 'Each invalid field, with `invalid_request`.' }),
    items: z
      .array(shortage)
      .optional()
      .meta({ description: 'Each product without enough stock, with `insufficient_stock`.' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });
type ProblemDetails = z.output<typeof problemDetails>;

interface ProblemOptions {
  /** Replaces the default status of the code. */
  readonly status?: number | undefined;
  readonly errors?: readonly FieldError[];
  readonly items?: ProblemDetails['items'];
  readonly headers?: Readonly<Record<string, string>>;
  /** Logged, never sent to the caller. */
  readonly cause?: unknown;
}

/** An error response; the error handler sends it as problem details. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    /** What is wrong and what to do, as full sentences. */
    detail: string,
    private readonly options: ProblemOptions = {},
  ) {
    super(detail, { cause: options.cause });
    this.status = options.status ?? PROBLEMS[code].status;
    this.headers = options.headers ?? {};
  }

  toDetails(occurrence: { instance: string; requestId: string }): ProblemDetails {
    const { errors, items } = this.options;
    return {
      type: `urn:problem-type:${this.code}`,
      title: PROBLEMS[this.code].title,
      status: this.status,
      detail: this.message,
      instance: occurrence.instance,
      code: this.code,
      request_id: occurrence.requestId,
      ...(errors && { errors: [...errors] }),
      ...(items && { items }),
    };
  }
}

/** A 503: Temporal, a worker or the database is unavailable. */
export function unavailable(detail: string, cause?: unknown): Problem {
  return new Problem('unavailable', detail, { headers: { 'Retry-After': '1' }, cause });
}

/** A 500: the cause is logged and not shown to the caller. */
export function internal(cause: unknown): Problem {
  return new Problem('internal', 'An unexpected error occurred. Contact support with the request_id.', { cause });
}

/**
 * Maps a rejection to a problem, whether a domain threw it or a workflow returned it.
 *
 * @param statusOf - replaces the default status of the code
 */
export function problemFromRejection(
  { code, message, details }: Rejection,
  statusOf?: (code: ProblemCode) => number,
): Problem {
  if (!isProblemCode(code)) return internal(new Error(`PROBLEMS has no entry for the code ${code}.`));
  if (code === 'unavailable') return unavailable(message);
  return new Problem(code, message, {
    status: statusOf?.(code),
    items: details.items as ProblemDetails['items'],
  });
}
