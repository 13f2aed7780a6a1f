/** An error response: `{code, message}` with an HTTP status. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const invalidRequest = (message: string) => new GatewayError(400, 'invalid_request', message);

export const unknownToken = () => new GatewayError(400, 'unknown_token', 'this test token does not exist');

export const chargeNotFound = () => new GatewayError(404, 'charge_not_found', 'this charge does not exist');

export const chargeInProgress = () =>
  new GatewayError(409, 'charge_in_progress', 'a request with this idempotency key is in progress; retry later');

export const idempotencyKeyReused = () =>
  new GatewayError(
    422,
    'idempotency_key_reused',
    'this idempotency key was already used for a different request; use a new one',
  );

export const chargeNotRefundable = (status: string) =>
  new GatewayError(409, 'charge_not_refundable', `this charge is ${status}; only succeeded charges can be refunded`);

export const refundExceedsCharge = (remaining: number) =>
  new GatewayError(
    409,
    'refund_exceeds_charge',
    `the refund exceeds the charge: ${remaining} minor units can still be refunded`,
  );

export const unavailable = () =>
  new GatewayError(503, 'unavailable', 'the gateway is temporarily unavailable; retry later');
