import type { components } from './api.ts';
import { readRetryAfter } from './retry-after.ts';

type Problem = components['schemas']['Problem'];

/** The `code` of a problem, or `unreachable` without a response, or `unknown` for a response that is not a problem. */
export type ErrorCode = Problem['code'] | 'unreachable' | 'unknown';

/** A failed request: the API returned a problem, or there was no response. */
export class ApiError extends Error {
  /**
   * @param status - the HTTP status; 0 when there was no response
   * @param code - the stable `code` of the problem, or `unreachable` or `unknown`
   * @param problem - the problem details, when the response has them
   * @param retryAfterSeconds - how long the API asks to wait before the request is repeated; 0 when it does not ask
   */
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly problem?: Problem,
    options?: ErrorOptions,
    readonly retryAfterSeconds = 0,
  ) {
    super(message, options);
    this.name = 'ApiError';
  }
}

/** The fields that the problems of a code always have. */
interface ProblemFields {
  readonly insufficient_stock: 'items';
}

type ProblemOf<Code extends ErrorCode> = Code extends 'unreachable' | 'unknown'
  ? undefined
  : Problem & { readonly code: Code } & (Code extends keyof ProblemFields
        ? Required<Pick<Problem, ProblemFields[Code]>>
        : unknown);

type ApiErrorOf<Code extends ErrorCode> = ApiError & { readonly code: Code; readonly problem: ProblemOf<Code> };

/** An `ApiError` as a union by `code`. The codes are those of the OpenAPI document from which the client was generated. */
export type OrdersApiError = { [Code in ErrorCode]: ApiErrorOf<Code> }[ErrorCode];

/**
 * Whether a thrown value is an `ApiError`, and has one of the codes where some are given. In the branch, `code` and `problem` have
 * the types of these codes. A later version of the API may send codes that the types lack: give a `switch` a default branch.
 */
export function isApiError<Code extends ErrorCode = ErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is { [Each in Code]: ApiErrorOf<Each> }[Code] {
  // By name: the ESM and the CommonJS build, loaded together, have two classes.
  if (!(error instanceof Error) || error.name !== 'ApiError' || !('code' in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}

interface Result<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * Returns the data of a call.
 *
 * @throws ApiError when the API returns a problem or cannot be reached
 * @throws DOMException `AbortError` when the caller aborts the request
 */
export async function unwrap<Data>(call: Promise<Result<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof Error && cause.name === 'AbortError') throw cause;
    throw new ApiError('The service cannot be reached. Try again in a moment.', 0, 'unreachable', undefined, { cause });
  });
  if (!response.ok) throw toApiError(response, error);
  return data as Data;
}

function toApiError(response: Response, error: unknown): ApiError {
  const { status } = response;
  const retryAfterSeconds = readRetryAfter(response);
  // A proxy in front of the API may return another body.
  if (!isProblem(error)) {
    const message = `The service returned status ${status}.`;
    return new ApiError(message, status, 'unknown', undefined, undefined, retryAfterSeconds);
  }
  const fields = error.errors?.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return new ApiError(fields ?? error.detail, status, error.code, error, undefined, retryAfterSeconds);
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'detail' in error;
}
