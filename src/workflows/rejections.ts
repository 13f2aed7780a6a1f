import type { Rejection } from '../contracts/place-order.js';

/** A technical failure of a placement: its reservation expired before the order existed, or a step gave up. */
export const PLACEMENT_UNAVAILABLE: Rejection = {
  code: 'unavailable',
  message: 'A step could not be completed in time. Nothing is reserved or charged.',
  details: {},
};

/** A technical failure of a refund. The provider may have received the request. */
export const REFUND_UNAVAILABLE: Rejection = {
  code: 'unavailable',
  message:
    'The refund could not be completed. It may have reached the payment provider: read the payment before you refund again.',
  details: {},
};

export const CANCELLED_BEFORE_ACCEPTANCE: Rejection = {
  code: 'order_called_off',
  message: 'The order was cancelled before it was created.',
  details: {},
};
