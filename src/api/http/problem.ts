import { z } from 'zod';
import type { DomainError } from '../../domains/domain-error.js';
import { isProblemCode, PROBLEMS, type ProblemCode } from '../problems.js';

const fieldError = z.object({
  path: z.string().meta({ description: 'Where in the request, from the outside in', example: 'items.0.quantity' }),
  message: z.string(),
});
export type FieldError = z.output<typeof fieldError>;

/** RFC 9457 problem details, with the members this API adds. */
export const problemDetails = z
  .object({
    type: z.string().meta({ example: 'urn:problem-type:insufficient_stock' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened this time, and what to do about it' }),
    instance: z.string().meta({ description: 'The path that was asked for' }),
    code: z.string().meta({ description: 'Stable; to be told apart by programs', example: 'insufficient_stock' }),
    request_id: z.string().meta({ description: 'As in the header X-Request-Id' }),
    errors: z.array(fieldError).optional().meta({ description: 'Each field that is not valid' }),
    items: z
      .array(z.object({ product_id: z.guid(), requested: z.int(), available: z.int() }))
      .optional()
      .meta({ description: 'With insufficient_stock: the products that are short' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
type ProblemDetails = z.output<typeof problemDetails>;

interface ProblemOptions {
  /** Overrides the status of the table, where the same refusal means another thing. */
  readonly status?: number | undefined;
  readonly errors?: readonly FieldError[];
  readonly items?: ProblemDetails['items'];
  readonly headers?: Readonly<Record<string, string>>;
  /** What led to it; logged, never shown. */
  readonly cause?: unknown;
}

/** An answer that is not the one hoped for; the error handler turns it into problem details. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    /** For the caller to read. */
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

/** A 503: something we depend on cannot answer now. */
export function unavailable(detail: string, cause?: unknown): Problem {
  return new Problem('unavailable', detail, { headers: { 'Retry-After': '1' }, cause });
}

/** A 500: what went wrong is for our log alone. */
export function internal(cause: unknown): Problem {
  return new Problem('internal', 'the failure was recorded under its request_id', { cause });
}

/**
 * The problem of a business refusal, whether it was thrown here or came out of a workflow.
 *
 * @param statusOf - overrides the status of the table
 */
export function problemFromDomainError(
  { code, message, details }: Pick<DomainError, 'code' | 'message' | 'details'>,
  statusOf?: (code: ProblemCode) => number,
): Problem {
  if (!isProblemCode(code)) return internal(new Error(`no problem has the code ${code}`));
  return new Problem(code, message, {
    status: statusOf?.(code),
    items: details.items as ProblemDetails['items'],
  });
}
