/** An error the gateway answers with: `{code, message}` under an HTTP status. */
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

export const unknownToken = () => new GatewayError(400, 'unknown_token', 'there is no such test token');

export const chargeNotFound = () => new GatewayError(404, 'charge_not_found', 'there is no such charge');

export const chargeInProgress = () =>
  new GatewayError(409, 'charge_in_progress', 'a request with this idempotency key is being served; ask again');

export const idempotencyKeyReused = () =>
  new GatewayError(422, 'idempotency_key_reused', 'this idempotency key was used for something else');

export const chargeNotRefundable = (status: string) =>
  new GatewayError(409, 'charge_not_refundable', `a charge that is ${status} cannot be refunded`);

export const refundExceedsCharge = (remaining: number) =>
  new GatewayError(409, 'refund_exceeds_charge', `${remaining} of the charge can still be refunded`);

export const unavailable = () => new GatewayError(503, 'unavailable', 'the gateway cannot answer now; ask again');
