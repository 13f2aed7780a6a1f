import type { Rejection } from '../contracts/place-order.js';

/** A technical failure: some part of the system did not respond in time. */
export const UNAVAILABLE: Rejection = {
  code: 'unavailable',
  message: 'A step could not be completed in time. Nothing is reserved or charged.',
  details: {},
};

export const CANCELLED_BEFORE_ACCEPTANCE: Rejection = {
  code: 'order_called_off',
  message: 'The order was cancelled before it was created.',
  details: {},
};
