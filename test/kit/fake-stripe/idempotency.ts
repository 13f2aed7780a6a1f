import { StripeApiError } from './errors.js';

export interface StripeResponse {
  readonly status: number;
  readonly body: string;
}

interface StoredResponse extends StripeResponse {
  /** The request that used the key first. */
  readonly request: string;
}

/** The responses by idempotency key. Stripe repeats the first response, also when it is an error or outdated. */
export class IdempotencyKeys {
  private readonly stored = new Map<string, StoredResponse>();

  /**
   * Returns the response to repeat, or undefined when the key is new.
   *
   * @param request - the path and the parameters
   * @throws StripeApiError when the key was used for another request
   */
  find(key: string, request: string): StripeResponse | undefined {
    const stored = this.stored.get(key);
    if (stored && stored.request !== request) {
      const message =
        'Keys for idempotent requests can only be used with the same parameters they were first used with.';
      throw new StripeApiError(400, { type: 'idempotency_error', message });
    }
    return stored;
  }

  save(key: string, request: string, response: StripeResponse): void {
    this.stored.set(key, { ...response, request });
  }

  /** Stripe forgets keys after a day. */
  forget(): void {
    this.stored.clear();
  }
}
