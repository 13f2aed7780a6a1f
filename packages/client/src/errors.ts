import type { components } from './api.ts';

type Problem = components['schemas']['Problem'];

/** A failed request: the API returned a problem, or there was no response. */
export class ApiError extends Error {
  /**
   * @param status - the HTTP status; 0 when there was no response
   * @param code - the stable `code` of the problem, or `unreachable` or `unknown`
   * @param problem - the problem details, when the response has them
   */
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly problem?: Problem,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ApiError';
  }
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
  if (!response.ok) throw toApiError(response.status, error);
  return data as Data;
}

function toApiError(status: number, error: unknown): ApiError {
  // A proxy in front of the API may return another body.
  if (!isProblem(error)) return new ApiError(`The service returned status ${status}.`, status, 'unknown');
  const fields = error.errors?.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return new ApiError(fields ?? error.detail, status, error.code, error);
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'detail' in error;
}
