/** An error response of Stripe. */
export class StripeApiError extends Error {
  /** @param executed - whether the request was executed; only then does Stripe repeat the response for its key */
  constructor(
    readonly status: number,
    readonly fields: Readonly<Record<string, unknown>>,
    readonly executed = false,
  ) {
    super(JSON.stringify(fields));
  }
}

export function invalidRequest(message: string, fields: { code?: string; param?: string } = {}): StripeApiError {
  return new StripeApiError(400, { type: 'invalid_request_error', message, ...fields });
}

export function notFound(type: string, id: string): StripeApiError {
  const message = `No such ${type}: '${id}'`;
  return new StripeApiError(404, { type: 'invalid_request_error', code: 'resource_missing', message });
}

/** @param payment_intent - the intent, as Stripe shows it in the error */
export function unexpectedState(payment_intent: { readonly status: string }, verb: string): StripeApiError {
  const message = `You cannot ${verb} this PaymentIntent because it has a status of ${payment_intent.status}.`;
  const code = 'payment_intent_unexpected_state';
  return new StripeApiError(400, { type: 'invalid_request_error', code, message, payment_intent }, true);
}

/** @param payment_intent - the intent, which was declined */
export function declined(
  error: Readonly<Record<string, unknown>>,
  payment_intent: Readonly<Record<string, unknown>>,
): StripeApiError {
  return new StripeApiError(402, { ...error, payment_intent }, true);
}
