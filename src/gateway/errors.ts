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

export const unauthorized = () =>
  new GatewayError(401, 'unauthorized', 'Send the API key in the header Authorization: Bearer GATEWAY_API_KEY.');

export const unknownToken = () => new GatewayError(400, 'unknown_token', 'This test token does not exist.');

export const chargeNotFound = () => new GatewayError(404, 'charge_not_found', 'This charge does not exist.');

export const disputeNotFound = () => new GatewayError(404, 'dispute_not_found', 'This dispute does not exist.');

/** A charge that the gateway refuses to create: nothing is recorded. */
export const chargeRefused = (code: string) =>
  new GatewayError(422, code, 'The gateway does not accept this charge. Nothing was charged.');

export const captureAmountMismatch = (amount: number) =>
  new GatewayError(409, 'capture_amount_mismatch', `Capture the authorized amount, ${amount} minor units.`);

export const chargeInProgress = () =>
  new GatewayError(409, 'charge_in_progress', 'A request with this idempotency key is in progress. Retry later.');

export const idempotencyKeyReused = () =>
  new GatewayError(
    422,
    'idempotency_key_reused',
    'This idempotency key was already used for a different request. Use a new key.',
  );

export const chargeNotRefundable = (status: string) =>
  new GatewayError(409, 'charge_not_refundable', `This charge is ${status}. Only succeeded charges can be refunded.`);

export const chargeDisputed = () =>
  new GatewayError(
    409,
    'charge_disputed',
    'The customer disputes this charge. It cannot be refunded while the dispute is open, or after it was lost.',
  );

export const chargeNotDisputable = () =>
  new GatewayError(409, 'charge_not_disputable', 'Only what a succeeded charge has not refunded can be disputed.');

export const refundExceedsCharge = (remaining: number) =>
  new GatewayError(
    409,
    'refund_exceeds_charge',
    `The refund exceeds the charge. At most ${remaining} minor units can still be refunded.`,
  );

export const unavailable = () =>
  new GatewayError(503, 'unavailable', 'The gateway is temporarily unavailable. Retry later.');
