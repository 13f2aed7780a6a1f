import { PAYMENT_METHODS } from '../../contracts/payments.js';
import type { PlaceOrderInput } from '../../contracts/place-order.js';
import { assertValid, integer, list, nullable, object, oneOf, optional, text, uuid } from '../schema.js';

const MAX_LINES = 1_000;
const MAX_QUANTITY = 1_000_000;

const INPUT = object({
  orderId: uuid,
  userId: uuid,
  lines: list(object({ productId: uuid, quantity: integer(1, MAX_QUANTITY) }), MAX_LINES),
  paymentMethod: oneOf(PAYMENT_METHODS),
  sealedPaymentToken: optional(text(10_000)),
  paymentCapture: optional(oneOf(['manual'])),
  requestFingerprint: nullable(text(200)),
  requestId: text(200),
  reservationTtlSeconds: integer(1, 86_400),
});

/**
 * Rejects a run that was started by hand with invalid input, before it reserves anything.
 *
 * @throws ApplicationFailure of type `invalid_input`
 */
export function assertPlaceOrderInput(input: PlaceOrderInput): void {
  assertValid(input, INPUT, 'input');
}
