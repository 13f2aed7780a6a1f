/**
 * A business rule rejected the request. A retry gives the same result.
 *
 * Each domain defines its errors in `errors.ts`. `code` is stable and public: it is the type of the Temporal failure
 * (activities/domain-error-interceptor.ts) and the `code` of the HTTP problem (api/problems.ts).
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  /** JSON data that helps the caller. Must not contain secrets. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.details = details;
    this.name = new.target.name;
  }
}
