/**
 * A business refusal: the request was understood and may not be done. Trying again changes nothing.
 *
 * Each refusal is a subclass in its domain's `errors.ts`. `code` is stable and public: it is the type of the Temporal
 * failure (activities/refusals.ts) and the `code` of the HTTP problem (api/problems.ts).
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  /** Facts that help the caller, as JSON; never secrets. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.details = details;
    this.name = new.target.name;
  }
}
