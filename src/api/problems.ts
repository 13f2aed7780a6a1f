/** Every problem the API answers with: its HTTP status and its title. The code of a business refusal is its key here. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  unauthorized: { status: 401, title: 'A valid access token is needed' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'There is no such route' },
  method_not_allowed: { status: 405, title: 'The route does not have this method' },
  payload_too_large: { status: 413, title: 'The request body is too large' },
  unsupported_media_type: { status: 415, title: 'The request body must be JSON' },
  rate_limited: { status: 429, title: 'Too many requests' },
  too_many_streams: { status: 429, title: 'Too many open streams' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },

  order_not_found: { status: 404, title: 'Order not found' },
  run_not_found: { status: 404, title: 'The run is no longer kept' },
  order_closed: { status: 409, title: 'The order was cancelled before it was created' },
  order_called_off: { status: 409, title: 'The order was called off before it was created' },
  order_transition_refused: { status: 409, title: 'The order cannot change so' },
  order_not_cancellable: { status: 409, title: 'The order cannot be cancelled' },
  mixed_currencies: { status: 422, title: 'One order, one currency' },
  idempotency_key_reused: { status: 422, title: 'The Idempotency-Key was used for another request' },

  product_not_found: { status: 404, title: 'Product not found' },
  product_inactive: { status: 422, title: 'The product is not available' },
  sku_taken: { status: 409, title: 'The sku is taken' },

  product_not_in_inventory: { status: 404, title: 'The product is not in the inventory' },
  insufficient_stock: { status: 409, title: 'Not enough stock' },
  reservations_not_found: { status: 409, title: 'The order holds no stock' },
  reservation_closed: { status: 409, title: 'The reservation is closed' },
  reservation_not_extendable: { status: 409, title: 'The reservation cannot be extended' },
  adjustment_below_reserved: { status: 409, title: 'The stock is reserved for orders' },

  payment_not_found: { status: 404, title: 'Payment not found' },
  payment_declined: { status: 402, title: 'The payment was declined' },
  payment_voided: { status: 409, title: 'The payment was called off' },
  payment_not_refundable: { status: 409, title: 'The payment cannot be refunded' },
  refund_exceeds_payment: { status: 409, title: 'More than is left of the payment' },
  refund_id_reused: { status: 422, title: 'The id belongs to another refund' },
  webhook_rejected: { status: 400, title: 'The event is not signed as it should be' },
  payment_gateway_refused: { status: 422, title: 'The payment gateway refused the request' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

/** What is missing is a 404 when the path names it and a 422 when the body does: the URL itself was right. */
export function statusForBodyReference(code: ProblemCode): number {
  const { status } = PROBLEMS[code];
  return status === 404 ? 422 : status;
}
