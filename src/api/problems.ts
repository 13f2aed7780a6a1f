/** Every problem that the API returns, by code: its HTTP status and title. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request is invalid' },
  duplicate_header: { status: 400, title: 'A header that has one value occurs more than once' },
  unauthorized: { status: 401, title: 'A valid access token is required' },
  forbidden: { status: 403, title: 'The access token does not permit this request' },
  not_found: { status: 404, title: 'Route not found' },
  method_not_allowed: { status: 405, title: 'The route does not support this method' },
  payload_too_large: { status: 413, title: 'The request body is too large' },
  unsupported_media_type: { status: 415, title: 'The request body must be JSON' },
  rate_limited: { status: 429, title: 'Too many requests' },
  too_many_streams: { status: 429, title: 'Too many open event streams' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  headers_too_large: { status: 431, title: 'The request headers are too large' },
  internal: { status: 500, title: 'Internal server error' },
  overloaded: { status: 503, title: 'Too many orders are being placed' },
  unavailable: { status: 503, title: 'The service is temporarily unavailable' },

  order_not_found: { status: 404, title: 'Order not found' },
  run_not_found: { status: 404, title: 'The workflow execution is no longer available' },
  order_closed: { status: 409, title: 'The order was cancelled before it was created' },
  order_called_off: { status: 409, title: 'The order was cancelled before it was created' },
  order_transition_refused: { status: 409, title: 'The order cannot change to this status' },
  order_not_cancellable: { status: 409, title: 'The order cannot be cancelled' },
  order_not_returnable: { status: 409, title: 'The order cannot be returned' },
  order_archived: { status: 409, title: 'The order is archived' },
  erasure_not_found: { status: 404, title: 'Erasure not found' },
  return_exceeds_order: { status: 409, title: 'The return exceeds the order' },
  nothing_to_retry: { status: 409, title: 'Nothing waits for a retry' },
  total_out_of_range: { status: 422, title: 'The total of the order is too large' },
  order_not_priceable: { status: 422, title: 'The order has no price' },
  mixed_currencies: { status: 422, title: 'All products of an order must have the same currency' },
  external_reference_taken: { status: 409, title: 'The reference belongs to another order' },
  idempotency_key_reused: { status: 422, title: 'The Idempotency-Key was used for another request' },

  cursor_expired: { status: 410, title: 'The events after the cursor were dropped' },
  cursor_lost: { status: 410, title: 'The cursor lies ahead of the feed' },
  cancellation_not_found: { status: 404, title: 'The cancellation is not available' },

  api_key_not_found: { status: 404, title: 'API key not found' },

  product_not_found: { status: 404, title: 'Product not found' },
  product_inactive: { status: 422, title: 'The product is inactive' },
  sku_taken: { status: 409, title: 'The SKU is already in use' },

  product_not_in_inventory: { status: 404, title: 'The product is not in the inventory' },
  insufficient_stock: { status: 409, title: 'Not enough stock' },
  reservations_not_found: { status: 409, title: 'The order has no reserved stock' },
  reservation_closed: { status: 409, title: 'The reservation is closed' },
  reservation_not_extendable: { status: 409, title: 'The reservation cannot be extended' },
  stock_out_of_range: { status: 409, title: 'The stock would become too large' },
  adjustment_below_reserved: { status: 409, title: 'The adjustment would remove reserved stock' },

  webhook_endpoint_not_found: { status: 404, title: 'Webhook endpoint not found' },
  webhook_url_not_allowed: { status: 422, title: 'No webhook may be sent to the URL' },
  too_many_webhook_endpoints: { status: 409, title: 'There are too many webhook endpoints' },
  event_not_found: { status: 404, title: 'Event not found' },
  redelivery_too_large: { status: 422, title: 'The range has too many events' },

  payment_not_found: { status: 404, title: 'Payment not found' },
  payment_declined: { status: 402, title: 'The payment was declined' },
  payment_voided: { status: 409, title: 'The payment was voided' },
  payment_not_capturable: { status: 409, title: 'The payment cannot be captured' },
  charge_mismatch: { status: 409, title: 'The charge at the payment provider differs from the payment' },
  payment_not_refundable: { status: 409, title: 'The payment cannot be refunded' },
  payment_disputed: { status: 409, title: 'The payment is disputed' },
  refund_window_closed: { status: 409, title: 'The payment can no longer be refunded' },
  refund_exceeds_payment: { status: 409, title: 'The refund exceeds the remaining payment' },
  payment_method_not_available: { status: 422, title: 'The payment method is not available' },
  currency_not_supported: { status: 422, title: 'The currency cannot be paid with this method' },
  amount_too_small: { status: 422, title: 'The total is below the smallest payment' },
  amount_too_large: { status: 422, title: 'The total is above the largest payment' },
  amount_not_payable: { status: 422, title: 'The provider cannot charge the total' },
  payment_token_required: { status: 422, title: 'The payment method needs a payment token' },
  refund_id_reused: { status: 422, title: 'The refund id was used for another refund' },
  webhook_rejected: { status: 400, title: 'The webhook event was rejected' },
  payment_gateway_refused: { status: 422, title: 'The payment provider rejected the request' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

/** The status for an id in the request body: 422 instead of 404, because the URL itself is valid. */
export function statusForBodyReference(code: ProblemCode): number {
  const { status } = PROBLEMS[code];
  return status === 404 ? 422 : status;
}
