/* eslint-disable */
/**
 * The types of the API, generated from its OpenAPI document by openapi-typescript. Do not edit: run
 * `npm run generate:client` after a change of the API.
 */
export interface paths {
  '/asyncapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the AsyncAPI document
     * @description Describes every event and its data.
     *
     *     Access: anyone.
     */
    get: operations['getAsyncApi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/docs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the documentation page
     * @description A page that documents every route and can call it.
     *
     *     Access: anyone.
     */
    get: operations['getDocs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/healthz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Check that the process is running
     * @description Does not check Temporal or the database; see `/readyz`.
     *
     *     Access: anyone.
     */
    get: operations['getHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the OpenAPI document
     * @description Access: anyone.
     */
    get: operations['getOpenApi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readyz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Check that the API can serve requests
     * @description Access: anyone.
     */
    get: operations['getReadiness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List API keys
     * @description Returns all keys, newest first, including revoked ones.
     *
     *     Access: operator.
     */
    get: operations['listApiKeys'];
    put?: never;
    /**
     * Create an API key
     * @description The key is shown only in this response. A request with the same `Idempotency-Key` replaces a key that was never used.
     *
     *     Access: operator.
     */
    post: operations['createApiKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke an API key
     * @description The key is rejected within five seconds. It stays in the list. Repeating the request changes nothing.
     *
     *     Access: operator.
     */
    delete: operations['revokeApiKey'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/attention': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what needs an operator
     * @description Returns at most 50 items of each kind, the most urgent kinds first: what failed and is tried again, orders that no run handles, refunds that failed, disputes, undecided payments, webhook endpoints that are disabled or failing, reservations that end within two minutes, and stock at or below `LOW_STOCK_THRESHOLD`.
     *
     *     Access: operator, or an API key with the scope `orders:read`.
     */
    get: operations['listAttention'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cancellations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel several orders
     * @description Starts one durable run that requests the cancellation of each order and reports what becomes of it. Confirmed orders are refunded and restocked. Read the outcomes from `Location`.
     *
     *     Access: operator, or an API key with the scope `orders:write`.
     */
    post: operations['cancelOrders'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cancellations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the outcomes of cancelling several orders
     * @description Access: operator, or an API key with the scope `orders:read`.
     */
    get: operations['getCancellation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/changes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the changes that operators and API keys made
     * @description Returns the entries of an append-only log, from newest to oldest. It has the changes of products, stock and API keys, and what operators and keys request for orders. The orders that a key places are not in it: they have its id as `user_id`.
     *
     *     Access: operator.
     */
    get: operations['listChanges'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/erasures/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an erasure
     * @description Shows what was done. It does not name the user.
     *
     *     Access: operator.
     */
    get: operations['getErasure'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read events
     * @description Returns what happened, in the order in which it was committed; the events of a subject never change their order. Nothing is passed over: store `next_cursor` after you processed a page, and send it as `after`. With `wait`, an empty page comes only after that time (long polling). With `Accept: text/event-stream` the events are streamed as they are written.
     *
     *     Access: operator, or an API key with the scope `events:read`.
     */
    get: operations['listEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/inventory': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List stock
     * @description Returns the stock of each product in ascending order of SKU.
     *
     *     Access: operator, or an API key with the scope `inventory`.
     */
    get: operations['listInventory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/inventory/{product_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the stock of a product
     * @description Access: operator, or an API key with the scope `inventory`.
     */
    get: operations['getInventory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/inventory/{product_id}/adjustments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Adjust the stock of a product
     * @description The adjustment is recorded with its reason. It cannot remove units that are reserved for orders. A request with the same `Idempotency-Key` returns the same answer and adjusts nothing.
     *
     *     Access: operator, or an API key with the scope `inventory`.
     */
    post: operations['adjustInventory'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/inventory/{product_id}/movements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the movements of the stock of a product
     * @description Returns the stock ledger of the product from newest to oldest. The deltas add up to the stock.
     *
     *     Access: operator, or an API key with the scope `inventory`.
     */
    get: operations['listMovements'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/numbers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the numbers of the last hour
     * @description Times to acceptance are those of the API process that answers; all other numbers are of the database.
     *
     *     Access: operator, or an API key with the scope `orders:read`.
     */
    get: operations['getNumbers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List orders
     * @description Returns orders from newest to oldest that match every given parameter. Customers see their own orders; operators see all.
     *
     *     Access: owner or operator, or an API key with the scope `orders:read`.
     */
    get: operations['listOrders'];
    put?: never;
    /**
     * Place an order
     * @description Returns as soon as the stock is reserved and the order exists; payment continues in the background. After a 503, wait as `Retry-After` says and repeat the request with the same Idempotency-Key to get the outcome of the order. After `overloaded`, nothing was done.
     *
     *     Access: customer, or an API key with the scope `orders:write`.
     */
    post: operations['placeOrder'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an order
     * @description With `wait`, returns as soon as the order has changed (long polling).
     *
     *     Access: owner or operator, or an API key with the scope `orders:read`.
     */
    get: operations['getOrder'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel an order
     * @description Releases or restocks the stock and voids or refunds the payment. The response does not wait for it: follow `status` to see when the order is `cancelled`. A repeated request resumes a cancellation that was interrupted.
     *
     *     Access: owner or operator, or an API key with the scope `orders:write`.
     */
    post: operations['cancelOrder'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Follow an order with server-sent events
     * @description Sends one event for each past change of the status, then one for each new change of the order or its payment. The `id` of an event is the version of the order. The stream ends after the final status; a later request gets a 204, which stops a browser from reconnecting.
     *
     *     Access: owner or operator, or an API key with the scope `orders:read`.
     */
    get: operations['followOrder'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the status changes of an order
     * @description Returns the changes from oldest to newest.
     *
     *     Access: owner or operator, or an API key with the scope `orders:read`.
     */
    get: operations['getOrderHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}/personal-data': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the personal data of an order
     * @description Personal data is stored encrypted and shown here only. Every field is null when the order has none, or when it was erased.
     *
     *     Access: owner or operator, or an API key with the scope `personal_data:read`.
     */
    get: operations['getPersonalData'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}/refunds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Refund a payment in full or in part
     * @description Refunds the payment of a confirmed order and leaves the order confirmed. To refund and restock it, cancel the order. A request with the same `Idempotency-Key` returns the same refund.
     *
     *     Access: operator, or an API key with the scope `refunds`.
     */
    post: operations['refundOrder'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}/reservation/extend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Extend the reservation of an unpaid order
     * @description A request with the same `Idempotency-Key` returns the same expiry and extends nothing.
     *
     *     Access: owner or operator, or an API key with the scope `orders:write`.
     */
    post: operations['extendReservation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Retry the parked compensations of an order
     * @description A compensation whose activity gave up is parked and tried again with a growing delay. This tries it now. Fix the cause first. `GET /v1/orders?needs_attention=true` lists the orders.
     *
     *     Access: operator, or an API key with the scope `orders:write`.
     */
    post: operations['retryOrder'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}/returns': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the returns of an order
     * @description Returns them from oldest to newest.
     *
     *     Access: owner or operator, or an API key with the scope `orders:read`.
     */
    get: operations['listReturns'];
    put?: never;
    /**
     * Return items of an order
     * @description Refunds the price of the items, or what remains of the payment, and takes the units back into stock when `restock` is true. The order stays confirmed; cancelling it later refunds and restocks the rest. A request with the same `Idempotency-Key` returns the same return.
     *
     *     Access: operator, or an API key with the scope `refunds`.
     */
    post: operations['returnOrder'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}/run': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the workflow execution that places an order
     * @description Returns its steps and compensations. Compensations may continue after the order has its final status; `step` is `done` when all are complete.
     *
     *     Access: owner or operator, or an API key with the scope `orders:read`.
     */
    get: operations['getOrderRun'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get everything that happened to an order
     * @description Returns the changes, steps, compensations, refunds, returns, disputes and messages of the order, read from the database and from the histories of its runs, with their attempts. Operators also get errors, runs, and the events that were sent.
     *
     *     Access: owner or operator, or an API key with the scope `orders:read`.
     */
    get: operations['getTimeline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export orders as CSV
     * @description Sends the orders that `GET /v1/orders` lists for the same parameters, all of them, as a CSV file. Amounts are in minor units. Text that a spreadsheet would run as a formula begins with an apostrophe.
     *
     *     Access: owner or operator, or an API key with the scope `orders:read`.
     */
    get: operations['exportOrders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/payments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a payment with its refunds
     * @description Access: owner or operator, or an API key with the scope `orders:read`.
     */
    get: operations['getPayment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/products': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List products
     * @description Returns products in ascending order of SKU, with the number of units that can be ordered.
     *
     *     Access: anyone.
     */
    get: operations['listProducts'];
    put?: never;
    /**
     * Create a product with its opening stock
     * @description The product and its stock are created together. A request with the same `Idempotency-Key` returns the same product.
     *
     *     Access: operator, or an API key with the scope `catalogue`.
     */
    post: operations['createProduct'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/products/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a product
     * @description Access: anyone.
     */
    get: operations['getProduct'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update or deactivate a product
     * @description Existing orders keep the name and price they were placed with.
     *
     *     Access: operator, or an API key with the scope `catalogue`.
     */
    patch: operations['changeProduct'];
    trace?: never;
  };
  '/v1/products/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export all products as CSV
     * @description Prices are in minor units. Text that a spreadsheet would run as a formula begins with an apostrophe.
     *
     *     Access: operator, or an API key with the scope `catalogue`.
     */
    get: operations['exportProducts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/products/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Import products from CSV or JSON Lines
     * @description Adds the products of a file and changes those whose SKU exists; repeating it changes nothing. The columns are `sku`, `name` and `price` in minor units, and optionally `currency`, `status`, `opening_stock` and `warehouse_code`; stock is opened for new products only. The file is read as it arrives, in transactions of 200 products, and each line is answered with one line of JSON: `line`, `sku`, `outcome` (`created`, `changed`, `unchanged` or `rejected`) and `error`. The last line has the `summary`. Without it, the import was interrupted: send the file again. With the same `Idempotency-Key`, the response repeats what was imported without importing it again, so that later changes of the products stay.
     *
     *     Access: operator, or an API key with the scope `catalogue`.
     */
    post: operations['importProducts'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/users/{id}/erase': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Erase a user
     * @description Deletes the personal data of the user and replaces the id of the user by a pseudonym, in a workflow. Orders and payments stay, so that the books add up. A request during an erasure of the same user returns that erasure.
     *
     *     Access: operator.
     */
    post: operations['eraseUser'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhook-endpoints': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List webhook endpoints
     * @description Returns all endpoints with their health, newest first.
     *
     *     Access: operator, or an API key with the scope `webhooks`.
     */
    get: operations['listWebhookEndpoints'];
    put?: never;
    /**
     * Create a webhook endpoint
     * @description The endpoint gets the events that happen from now on, signed as [Standard Webhooks](https://www.standardwebhooks.com) describes. The secret is shown only in this response. A request with the same `Idempotency-Key` returns the same endpoint.
     *
     *     Access: operator, or an API key with the scope `webhooks`.
     */
    post: operations['createWebhookEndpoint'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhook-endpoints/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a webhook endpoint
     * @description Access: operator, or an API key with the scope `webhooks`.
     */
    get: operations['getWebhookEndpoint'];
    put?: never;
    post?: never;
    /**
     * Delete a webhook endpoint
     * @description Attempts end within seconds. One that is under way may still arrive.
     *
     *     Access: operator, or an API key with the scope `webhooks`.
     */
    delete: operations['deleteWebhookEndpoint'];
    options?: never;
    head?: never;
    /**
     * Change, pause or enable a webhook endpoint
     * @description A change of the URL or the types also applies to the events that wait: they are tried at once, and those of other types are dropped.
     *
     *     Access: operator, or an API key with the scope `webhooks`.
     */
    patch: operations['changeWebhookEndpoint'];
    trace?: never;
  };
  '/v1/webhook-endpoints/{id}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the deliveries of a webhook endpoint
     * @description Returns every attempt, newest first. Attempts are kept as long as events.
     *
     *     Access: operator, or an API key with the scope `webhooks`.
     */
    get: operations['listWebhookDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhook-endpoints/{id}/redeliver': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send events again
     * @description Sends one event, or those of a range of time that the endpoint gets, once more. Their ids are the same. A range has at most 10,000 events.
     *
     *     Access: operator, or an API key with the scope `webhooks`.
     */
    post: operations['redeliverWebhooks'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhook-endpoints/{id}/rotate-secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replace the secret of a webhook endpoint
     * @description The new secret is shown only in this response. Until the previous one ends, each event has a signature of both. A request with the same `Idempotency-Key` returns the same secret.
     *
     *     Access: operator, or an API key with the scope `webhooks`.
     */
    post: operations['rotateWebhookSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhook-endpoints/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a test event
     * @description Sends an event of the type `webhook.test` once, as soon as the endpoint is enabled. The deliveries of the endpoint show the answer.
     *
     *     Access: operator, or an API key with the scope `webhooks`.
     */
    post: operations['testWebhookEndpoint'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhooks/payments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Receive an event of the payment provider
     * @description A webhook for the payment provider. The signature covers a timestamp and the body. A 200 means that the event is stored and dispatched; after any other response the provider must send it again.
     *
     *     Access: anyone.
     */
    post: operations['receivePaymentEvent'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    ApiKey: {
      /**
       * Format: date-time
       * @description Time at which the key was made.
       */
      created_at: string;
      /**
       * Format: uuid
       * @description User id of the operator who made the key; all zeros for the command line.
       */
      created_by: string;
      /**
       * Format: uuid
       * @description Id of the key, and user id of the orders that it places.
       */
      id: string;
      /**
       * Format: date-time
       * @description Last use, to the minute. Null when it was never used.
       */
      last_used_at: string | null;
      /** @description What the key is for. */
      name: string;
      /**
       * Format: date-time
       * @description Null while the key is valid.
       */
      revoked_at: string | null;
      /** @description What the key may do. */
      scopes: (
        | 'orders:read'
        | 'orders:write'
        | 'personal_data:read'
        | 'refunds'
        | 'inventory'
        | 'catalogue'
        | 'events:read'
        | 'webhooks'
      )[];
    };
    /**
     * @example {
     *       "name": "warehouse",
     *       "scopes": [
     *         "inventory",
     *         "orders:read"
     *       ]
     *     }
     */
    ApiKeyRequest: {
      /** @description What the key is for. */
      name: string;
      /** @description What the key may do. */
      scopes: (
        | 'orders:read'
        | 'orders:write'
        | 'personal_data:read'
        | 'refunds'
        | 'inventory'
        | 'catalogue'
        | 'events:read'
        | 'webhooks'
      )[];
    };
    ApiKeys: {
      /** @description The keys, newest first. */
      data: components['schemas']['ApiKey'][];
    };
    AsyncApiDocument: {
      /** @description Version of the AsyncAPI specification. */
      asyncapi: string;
    } & {
      [key: string]: unknown;
    };
    Attention: {
      /** @description The most urgent kinds first. */
      data: components['schemas']['AttentionItem'][];
      /** @description False when Temporal does not answer: then items about runs are missing. */
      runs_known: boolean;
    };
    AttentionItem: {
      /**
       * @description What helps. retry: `POST /v1/orders/{id}/retry`. cancel: cancel the order. refund: refund it again. respond: answer the dispute at the provider. extend: extend its reservation. restock: adjust the stock. retry_later: Temporal retries by itself. investigate: look at the run. enable: correct the receiver, then enable the webhook endpoint. check_endpoint: read its deliveries and correct the receiver.
       * @enum {string}
       */
      action:
        | 'retry'
        | 'retry_later'
        | 'cancel'
        | 'investigate'
        | 'respond'
        | 'refund'
        | 'extend'
        | 'restock'
        | 'enable'
        | 'check_endpoint';
      /**
       * Format: int64
       * @description Minor units of `currency`.
       */
      amount: number | null;
      /** @description Failed attempts; null for what is not tried. */
      attempts: number | null;
      /** @description ISO 4217 code. */
      currency: string | null;
      /**
       * Format: date-time
       * @description Until when an operator can act, if there is a deadline.
       */
      due_at: string | null;
      /** @description Identifies the item while it lasts. */
      id: string;
      /**
       * @description parked: an activity gave up and is tried again later. stuck: an activity of a compensation keeps failing. dead_run: no run handles the order. overdue_order: its reservation has ended and its run is still open. payment_undecided: for ten minutes. webhook_disabled: the endpoint gets no events until it is enabled. webhook_failing: it does not accept an event.
       * @enum {string}
       */
      kind:
        | 'parked'
        | 'stuck'
        | 'dead_run'
        | 'overdue_order'
        | 'dispute_open'
        | 'refund_failed'
        | 'payment_undecided'
        | 'reservation_ending'
        | 'low_stock'
        | 'webhook_disabled'
        | 'webhook_failing';
      /** @description Why the last attempt failed. */
      last_error: string | null;
      /**
       * Format: date-time
       * @description When it is tried again; null when it is not.
       */
      next_try_at: string | null;
      /**
       * Format: uuid
       * @description The order that it is about, if any.
       */
      order_id: string | null;
      /**
       * Format: uuid
       * @description The product that it is about, if any.
       */
      product_id: string | null;
      /** @description A code or text that says why. */
      reason: string | null;
      /**
       * Format: date-time
       * @description Since when.
       */
      since: string;
      /**
       * @description The step, SKU, status, refund or endpoint that it is about.
       * @example refund or void
       */
      subject: string;
      /** @description Link to the run in Temporal Web UI. */
      web_ui_url: string | null;
      /**
       * Format: uuid
       * @description The webhook endpoint that it is about, if any.
       */
      webhook_endpoint_id: string | null;
      /** @description The run, if one is concerned. */
      workflow_id: string | null;
    };
    /**
     * @example {
     *       "reason": "changed my mind"
     *     }
     */
    Cancellation: {
      /** @description Shown as `status_reason` of the order. */
      reason?: string;
    };
    CancelledOrder: {
      /**
       * Format: uuid
       * @description Identifies the order.
       */
      order_id: string;
      /**
       * @description requested: in progress. not_cancellable: the payment failed, or the provider no longer refunds it. unfinished: it takes long and goes on; `GET /v1/attention` shows why.
       * @enum {string}
       */
      outcome: 'requested' | 'cancelled' | 'already_cancelled' | 'not_cancellable' | 'not_found' | 'unfinished';
    };
    Change: {
      /**
       * @description The change. A workflow carries out a `requested` one; the order shows the outcome.
       * @enum {string}
       */
      action:
        | 'product.created'
        | 'product.changed'
        | 'stock.adjusted'
        | 'api_key.created'
        | 'api_key.revoked'
        | 'webhook_endpoint.created'
        | 'webhook_endpoint.changed'
        | 'webhook_endpoint.secret_rotated'
        | 'webhook_endpoint.redelivery_requested'
        | 'webhook_endpoint.deleted'
        | 'order.cancellation_requested'
        | 'order.extension_requested'
        | 'order.refund_requested'
        | 'order.retry_requested'
        | 'order.return_requested'
        | 'user.erasure_requested';
      /** @description Who made the change. */
      actor: {
        /**
         * Format: uuid
         * @description User id of the operator, or id of the API key. All zeros for the command line.
         */
        id: string;
        /**
         * @description Kind of the actor. `cli`: the command line.
         * @enum {string}
         */
        kind: 'operator' | 'api_key' | 'cli';
      };
      /** @description The subject after the change, or the request. Null for a revoked API key and for a retry. */
      after: {
        [key: string]: unknown;
      } | null;
      /**
       * Format: date-time
       * @description Time of the change.
       */
      at: string;
      /** @description The subject before the change. Null when it did not exist. */
      before: {
        [key: string]: unknown;
      } | null;
      /**
       * Format: uuid
       * @description Identifies the entry.
       */
      id: string;
      /** @description `X-Request-Id`. Null for the command line. */
      request_id: string | null;
      /** @description The object that changed. */
      subject: {
        /**
         * Format: uuid
         * @description Id of the subject.
         */
        id: string;
        /**
         * @description Kind of the subject.
         * @enum {string}
         */
        type: 'product' | 'api_key' | 'webhook_endpoint' | 'order' | 'erasure';
      };
    };
    ChangePage: {
      /** @description Rows of this page. */
      data: components['schemas']['Change'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    CreatedApiKey: {
      /**
       * Format: date-time
       * @description Time at which the key was made.
       */
      created_at: string;
      /**
       * Format: uuid
       * @description User id of the operator who made the key; all zeros for the command line.
       */
      created_by: string;
      /**
       * Format: uuid
       * @description Id of the key, and user id of the orders that it places.
       */
      id: string;
      /**
       * @description The key. It is shown only here.
       * @example dok_…
       */
      key: string;
      /**
       * Format: date-time
       * @description Last use, to the minute. Null when it was never used.
       */
      last_used_at: string | null;
      /** @description What the key is for. */
      name: string;
      /**
       * Format: date-time
       * @description Null while the key is valid.
       */
      revoked_at: string | null;
      /** @description What the key may do. */
      scopes: (
        | 'orders:read'
        | 'orders:write'
        | 'personal_data:read'
        | 'refunds'
        | 'inventory'
        | 'catalogue'
        | 'events:read'
        | 'webhooks'
      )[];
    };
    Dispute: {
      /**
       * Format: int64
       * @description Minor units of the currency.
       */
      amount: number;
      /**
       * @description ISO 4217 code.
       * @example USD
       */
      currency: string;
      /**
       * Format: date-time
       * @description Until when evidence can be submitted; null when it no longer can.
       */
      evidence_due_at: string | null;
      /**
       * Format: uuid
       * @description Identifies the dispute.
       */
      id: string;
      /**
       * @description The bank's reason.
       * @example fraudulent
       */
      reason: string;
      /**
       * @description lost: the bank returned the money to the customer.
       * @enum {string}
       */
      status: 'open' | 'won' | 'lost';
    };
    Erasure: {
      /**
       * Format: date-time
       * @description Time of the completion. Null while it runs.
       */
      completed_at: string | null;
      /**
       * Format: uuid
       * @description Identifies the erasure.
       */
      id: string;
      /**
       * Format: uuid
       * @description Takes the place of the user's id in orders and payments.
       */
      pseudonym: string;
      /** @description What was done so far. Null until the first report. */
      report: {
        /** @description Orders that have the pseudonym. */
        orders: number;
        /** @description Payments that have the pseudonym. */
        payments: number;
        /** @description Orders whose personal data or metadata was deleted. */
        personal_data: number;
        /** @description Workflow executions that were deleted. */
        runs: number;
        /** @description Orders that wait until their workflows end. */
        waiting: number;
      } | null;
      /**
       * Format: date-time
       * @description Time of the request.
       */
      requested_at: string;
      /**
       * @description running: orders under way are erased after they end; `report.waiting` counts them.
       * @enum {string}
       */
      status: 'running' | 'completed';
    };
    /** @description A CloudEvent 1.0. */
    Event: {
      /** @description What the API shows of the subject after the change. `/asyncapi.json` describes each type. */
      data: {
        [key: string]: unknown;
      };
      /**
       * @description Format of `data`.
       * @enum {string}
       */
      datacontenttype: 'application/json';
      /** @description Names the schema of `data` and its version. */
      dataschema: string;
      /**
       * Format: uuid
       * @description Identifies the event. An event that comes twice has the same id.
       */
      id: string;
      /**
       * @description Number of the event among those of its subject: from 1, without gaps.
       * @example 3
       */
      sequence: string;
      /** @description This service. */
      source: string;
      /**
       * @description Version of CloudEvents.
       * @enum {string}
       */
      specversion: '1.0';
      /**
       * @description Path of the subject under `/v1`.
       * @example orders/<uuid>
       */
      subject: string;
      /**
       * Format: date-time
       * @description Time of the change.
       */
      time: string;
      /** @description W3C trace context of the change; absent while tracing is off. */
      traceparent?: string;
      /**
       * @description What happened.
       * @enum {string}
       */
      type:
        | 'order.created'
        | 'order.paid'
        | 'order.confirmed'
        | 'order.cancelled'
        | 'order.failed'
        | 'order.returned'
        | 'order.reservation_extended'
        | 'payment.requires_action'
        | 'payment.succeeded'
        | 'payment.failed'
        | 'payment.refunded'
        | 'refund.failed'
        | 'dispute.opened'
        | 'dispute.closed'
        | 'inventory.low'
        | 'inventory.out'
        | 'product.changed';
    };
    EventPage: {
      /** @description Events, from oldest to newest. */
      data: components['schemas']['Event'][];
      /** @description Send it as `after` to continue. The feed has no last page: at its end, `data` is empty. */
      next_cursor: string;
    };
    EventReceipt: {
      /**
       * @description Always true.
       * @enum {boolean}
       */
      received: true;
    };
    /**
     * @example {
     *       "seconds": 600
     *     }
     */
    Extension: {
      /** @description Seconds to add to the current expiry; one day at most. */
      seconds: number;
    };
    Health: {
      /**
       * @description Always `ok`.
       * @enum {string}
       */
      status: 'ok';
      /**
       * @description Version of the running release.
       * @example 0.1.0
       */
      version: string;
    };
    Inventory: {
      /** @description Units that can be reserved for new orders. */
      available: number;
      /**
       * Format: uuid
       * @description Product that is in stock.
       */
      product_id: string;
      /** @description Units reserved for orders that are not confirmed yet. */
      reserved: number;
      /** @description SKU of the product. */
      sku: string;
      /** @description Sum of `available` and `reserved`. */
      total: number;
      /**
       * Format: date-time
       * @description Time of the last change.
       */
      updated_at: string;
      /** @description Warehouse that holds the stock. */
      warehouse_code: string;
    };
    InventoryPage: {
      /** @description Rows of this page. */
      data: components['schemas']['Inventory'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    MinuteOfOrders: {
      /** @description Median time to acceptance, in ms, of the orders that this API process accepted. */
      acceptance_p50_ms: number | null;
      /** @description The 99th percentile of the same times, in ms. */
      acceptance_p99_ms: number | null;
      /**
       * Format: date-time
       * @description Start of the minute.
       */
      at: string;
      /** @description Those of them that were cancelled. */
      cancelled: number;
      /** @description Those of them that are confirmed. */
      confirmed: number;
      /** @description Those of them whose payment was declined. */
      declined: number;
      /** @description Orders placed in this minute. */
      placed: number;
    };
    Numbers: {
      /** @description Median time to acceptance, in ms, of the orders that this API process accepted. */
      acceptance_p50_ms: number | null;
      /** @description The 99th percentile of the same times, in ms. */
      acceptance_p99_ms: number | null;
      /** @description Declined orders of the last hour among those confirmed or declined; null when there are none. */
      decline_rate: number | null;
      /** @description Those of them whose reservation ends within two minutes. */
      expiring: number;
      /** @description Orders without a final status. */
      in_flight: number;
      /** @description The last 60 minutes, oldest first. */
      minutes: components['schemas']['MinuteOfOrders'][];
      /** @description Orders placed in the last hour. */
      placed: number;
      stock: components['schemas']['StockTotals'];
    };
    Order: {
      /** @description Taxes, shipping costs and discounts. The total is the sum of the items and of those that are not `included`. */
      adjustments: components['schemas']['OrderAdjustment'][];
      /**
       * Format: date-time
       * @description Time of the creation.
       */
      created_at: string;
      /**
       * @description ISO 4217 code.
       * @example USD
       */
      currency: string;
      /** @description Chargebacks of the payment, from oldest to newest. Empty unless the customer disputed it. */
      disputes: components['schemas']['Dispute'][];
      /** @description The caller's own number of the order. */
      external_reference: string | null;
      /**
       * Format: uuid
       * @description Identifies the order.
       */
      id: string;
      /** @description Products of the order, in the order of the request. */
      items: components['schemas']['OrderItem'][];
      /** @description Data of the caller, by key. */
      metadata: {
        [key: string]: string;
      };
      /** @description Null until payment starts. */
      payment: {
        /**
         * Format: int64
         * @description Minor units of the currency.
         */
        amount: number;
        /** @description The provider's decline code, if the payment failed. */
        failure_reason: string | null;
        /**
         * Format: uuid
         * @description Identifies the payment.
         */
        id: string;
        /**
         * @description How the customer pays.
         * @enum {string}
         */
        method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
        /** @description What the customer must do before the payment can continue. */
        next_action: {
          /** @description URL of the page at which the customer confirms the payment. */
          redirect_url: string;
          /**
           * @description Open a page of the provider.
           * @enum {string}
           */
          type: 'redirect';
        } | null;
        /**
         * Format: int64
         * @description Part of the amount whose refund the provider has not decided, in minor units.
         */
        pending_refund_amount: number;
        /**
         * Format: int64
         * @description Minor units of the currency.
         */
        refunded_amount: number;
        /**
         * @description `success`: the customer is charged. `processing`: the provider has not decided.
         * @enum {string}
         */
        status: 'pending' | 'processing' | 'authorized' | 'success' | 'failed' | 'refunded';
      } | null;
      /**
       * @description How the customer pays.
       * @enum {string}
       */
      payment_method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
      /**
       * Format: date-time
       * @description When the reserved stock is released if the order is unpaid.
       */
      reservation_expires_at: string;
      /**
       * @description `confirmed`, `cancelled` and `failed` are final; a confirmed order can still be cancelled.
       * @enum {string}
       */
      status: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
      /** @description Why the order has this status, if it was cancelled or failed. */
      status_reason: string | null;
      /**
       * Format: int64
       * @description Minor units of `currency`.
       */
      total_amount: number;
      /**
       * Format: date-time
       * @description Time of the last change.
       */
      updated_at: string;
      /**
       * Format: uuid
       * @description Customer who placed the order.
       */
      user_id: string;
      /** @description Increases with each change of the order, its payment or its refunds, not always by one. */
      version: number;
      /** @description Workflow id in Temporal. */
      workflow_id: string;
    };
    OrderAdjustment: {
      /**
       * Format: int64
       * @description Minor units of `currency`; negative for a discount.
       */
      amount: number;
      /** @description Whether the prices of the items contain it already. */
      included: boolean;
      /**
       * @description What it is.
       * @enum {string}
       */
      kind: 'tax' | 'shipping' | 'discount';
      /** @description Shown to the customer. */
      label: string;
      /**
       * Format: uuid
       * @description Product whose line it belongs to. Null for the whole order.
       */
      product_id: string | null;
    };
    OrderCancellations: {
      /** @description The orders, in the order of the request. */
      data: components['schemas']['CancelledOrder'][];
      /**
       * Format: uuid
       * @description Identifies the cancellation.
       */
      id: string;
      /**
       * @description done: nothing more is reported.
       * @enum {string}
       */
      status: 'running' | 'done';
    };
    /**
     * @example {
     *       "order_ids": [
     *         "0f0c2f9e-3a4b-4c1d-8e55-3c8b0a1d2e3f"
     *       ],
     *       "reason": "the product was recalled"
     *     }
     */
    OrderCancellationsRequest: {
      /** @description Orders to cancel. An id that occurs twice counts once. */
      order_ids: string[];
      /** @description Shown as `status_reason` of the orders. */
      reason: string;
    };
    OrderChanged: {
      /** @description Taxes, shipping costs and discounts. The total is the sum of the items and of those that are not `included`. */
      adjustments: components['schemas']['OrderAdjustment'][];
      /** @description The change of the status; null when only the payment or the expiry changed. */
      change: {
        /**
         * @description Who made the change.
         * @enum {string}
         */
        actor: 'customer' | 'operator' | 'system';
        /**
         * Format: date-time
         * @description Time of the change.
         */
        at: string;
        /**
         * @description Status before the change; null for a new order.
         * @enum {string|null}
         */
        from: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed' | null;
        /** @description A code, or the text of a cancellation. */
        reason: string | null;
        /**
         * @description Status after the change.
         * @enum {string}
         */
        to: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
      } | null;
      /**
       * Format: date-time
       * @description Time of the creation.
       */
      created_at: string;
      /**
       * @description ISO 4217 code.
       * @example USD
       */
      currency: string;
      /** @description Chargebacks of the payment, from oldest to newest. Empty unless the customer disputed it. */
      disputes: components['schemas']['Dispute'][];
      /** @description The caller's own number of the order. */
      external_reference: string | null;
      /**
       * Format: uuid
       * @description Identifies the order.
       */
      id: string;
      /** @description Products of the order, in the order of the request. */
      items: components['schemas']['OrderItem'][];
      /** @description Data of the caller, by key. */
      metadata: {
        [key: string]: string;
      };
      /** @description Null until payment starts. */
      payment: {
        /**
         * Format: int64
         * @description Minor units of the currency.
         */
        amount: number;
        /** @description The provider's decline code, if the payment failed. */
        failure_reason: string | null;
        /**
         * Format: uuid
         * @description Identifies the payment.
         */
        id: string;
        /**
         * @description How the customer pays.
         * @enum {string}
         */
        method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
        /** @description What the customer must do before the payment can continue. */
        next_action: {
          /** @description URL of the page at which the customer confirms the payment. */
          redirect_url: string;
          /**
           * @description Open a page of the provider.
           * @enum {string}
           */
          type: 'redirect';
        } | null;
        /**
         * Format: int64
         * @description Part of the amount whose refund the provider has not decided, in minor units.
         */
        pending_refund_amount: number;
        /**
         * Format: int64
         * @description Minor units of the currency.
         */
        refunded_amount: number;
        /**
         * @description `success`: the customer is charged. `processing`: the provider has not decided.
         * @enum {string}
         */
        status: 'pending' | 'processing' | 'authorized' | 'success' | 'failed' | 'refunded';
      } | null;
      /**
       * @description How the customer pays.
       * @enum {string}
       */
      payment_method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
      /**
       * Format: date-time
       * @description When the reserved stock is released if the order is unpaid.
       */
      reservation_expires_at: string;
      /**
       * @description `confirmed`, `cancelled` and `failed` are final; a confirmed order can still be cancelled.
       * @enum {string}
       */
      status: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
      /** @description Why the order has this status, if it was cancelled or failed. */
      status_reason: string | null;
      /**
       * Format: int64
       * @description Minor units of `currency`.
       */
      total_amount: number;
      /**
       * Format: date-time
       * @description Time of the last change.
       */
      updated_at: string;
      /**
       * Format: uuid
       * @description Customer who placed the order.
       */
      user_id: string;
      /** @description Increases with each change of the order, its payment or its refunds, not always by one. */
      version: number;
      /** @description Workflow id in Temporal. */
      workflow_id: string;
    };
    /** @description A product with its name and price at the time of the order. */
    OrderItem: {
      /**
       * Format: uuid
       * @description Identifies the line of the order.
       */
      id: string;
      /** @description Name of the product at the time of the order. */
      name: string;
      /**
       * Format: int64
       * @description Minor units of `currency`.
       */
      price: number;
      /**
       * Format: uuid
       * @description Product that was ordered.
       */
      product_id: string;
      /** @description Units that were ordered. */
      quantity: number;
      /** @description SKU of the product. */
      sku: string;
      /**
       * Format: int64
       * @description Minor units of `currency`.
       */
      subtotal: number;
    };
    OrderPage: {
      /** @description Rows of this page. */
      data: components['schemas']['Order'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "product_id": "7a3c1f00-5e1d-4c0a-9b6e-000000000001",
     *           "quantity": 1
     *         }
     *       ],
     *       "payment_method": "credit_card",
     *       "payment_token": "tok_approve"
     *     }
     */
    OrderRequest: {
      /**
       * Format: email
       * @description E-mail address of the customer.
       */
      email?: string;
      /** @description The caller's own number of the order. Unique for a user. */
      external_reference?: string;
      /** @description Products to order. Quantities of lines with the same product are added. */
      items: {
        /**
         * Format: uuid
         * @description Product to order.
         */
        product_id: string;
        /** @description Units to order. */
        quantity: number;
      }[];
      /** @description Data of the caller, by key. At most 50 keys. Put no personal data here. */
      metadata?: {
        [key: string]: string;
      };
      /** @description A message from the customer to the shop. */
      note?: string;
      /**
       * @description How the customer pays.
       * @example credit_card
       * @enum {string}
       */
      payment_method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
      /**
       * @description The payment provider's token for the customer's card.
       * @example tok_approve
       */
      payment_token?: string;
      /** @description Where the items are sent. */
      shipping_address?: {
        /** @description City or town. */
        city: string;
        /**
         * @description ISO 3166-1 alpha-2 code.
         * @example DE
         */
        country: string;
        /** @description Street and number. */
        line1: string;
        /** @description Apartment, floor or company. */
        line2?: string;
        /** @description Recipient. */
        name: string;
        /** @description Telephone number for the carrier. */
        phone?: string;
        /** @description Postal code. */
        postal_code?: string;
        /** @description State, province or prefecture. */
        region?: string;
      };
    };
    OrderRun: {
      /** @description Compensations in the order they started. */
      compensations: components['schemas']['RunStep'][];
      /**
       * @description Current phase of the run.
       * @enum {string}
       */
      step:
        | 'pricing'
        | 'reserving'
        | 'creating'
        | 'paying'
        | 'awaiting_customer'
        | 'confirming'
        | 'capturing'
        | 'compensating'
        | 'done';
      /** @description Steps in the order they started. */
      steps: components['schemas']['RunStep'][];
      /** @description Compensations that keep failing and are being retried. An operator should investigate. */
      stuck_compensations: string[];
      /** @description OpenTelemetry trace id, 32 hexadecimal digits; null when the run is not traced. */
      trace_id: string | null;
      /** @description Link to the run in Temporal Web UI; null when its address is not configured. */
      web_ui_url: string | null;
      /** @description Workflow id in Temporal. */
      workflow_id: string;
    };
    Payment: {
      /**
       * Format: int64
       * @description Minor units of the currency.
       */
      amount: number;
      /**
       * Format: date-time
       * @description Time of the creation.
       */
      created_at: string;
      /**
       * @description ISO 4217 code.
       * @example USD
       */
      currency: string;
      /** @description From oldest to newest. */
      disputes: components['schemas']['Dispute'][];
      /** @description The provider's decline code, if the payment failed. */
      failure_reason: string | null;
      /**
       * Format: uuid
       * @description Identifies the payment.
       */
      id: string;
      /**
       * @description How the customer pays.
       * @enum {string}
       */
      method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
      /** @description What the customer must do before the payment can continue. */
      next_action: {
        /** @description URL of the page at which the customer confirms the payment. */
        redirect_url: string;
        /**
         * @description Open a page of the provider.
         * @enum {string}
         */
        type: 'redirect';
      } | null;
      /**
       * Format: uuid
       * @description Order that is paid.
       */
      order_id: string;
      /**
       * Format: int64
       * @description Part of the amount whose refund the provider has not decided, in minor units.
       */
      pending_refund_amount: number;
      /**
       * Format: int64
       * @description Minor units of the currency.
       */
      refunded_amount: number;
      /** @description From oldest to newest. */
      refunds: components['schemas']['Refund'][];
      /**
       * @description `success`: the customer is charged. `processing`: the provider has not decided.
       * @enum {string}
       */
      status: 'pending' | 'processing' | 'authorized' | 'success' | 'failed' | 'refunded';
      /** @description The payment provider's id of the charge. */
      transaction_id: string | null;
      /**
       * Format: date-time
       * @description Time of the last change.
       */
      updated_at: string;
      /**
       * Format: uuid
       * @description Customer who pays.
       */
      user_id: string;
    };
    /**
     * @description The event in the format of the payment provider.
     * @example {
     *       "id": "evt_1",
     *       "type": "charge.succeeded",
     *       "data": {
     *         "order_id": "5c3d1c0e-54a5-4d0f-9a52-6f0b3f1f2a10"
     *       }
     *     }
     */
    PaymentEvent: Record<string, never>;
    PersonalData: {
      /** @description E-mail address of the customer. */
      email: string | null;
      /** @description Message from the customer to the shop. */
      note: string | null;
      /** @description Where the items are sent. */
      shipping_address: {
        /** @description City or town. */
        city: string;
        /** @description ISO 3166-1 alpha-2 code. */
        country: string;
        /** @description Street and number. */
        line1: string;
        /** @description Apartment, floor or company. */
        line2: string | null;
        /** @description Recipient. */
        name: string;
        /** @description Telephone number for the carrier. */
        phone: string | null;
        /** @description Postal code. */
        postal_code: string | null;
        /** @description State, province or prefecture. */
        region: string | null;
      } | null;
    };
    /** @description RFC 9457 problem details. */
    Problem: {
      /**
       * @description Stable identifier for programs.
       * @example insufficient_stock
       * @enum {string}
       */
      code:
        | 'invalid_request'
        | 'duplicate_header'
        | 'unauthorized'
        | 'forbidden'
        | 'not_found'
        | 'method_not_allowed'
        | 'payload_too_large'
        | 'unsupported_media_type'
        | 'rate_limited'
        | 'too_many_streams'
        | 'request_timeout'
        | 'headers_too_large'
        | 'internal'
        | 'overloaded'
        | 'unavailable'
        | 'order_not_found'
        | 'run_not_found'
        | 'order_closed'
        | 'order_called_off'
        | 'order_transition_refused'
        | 'order_not_cancellable'
        | 'order_not_returnable'
        | 'order_archived'
        | 'erasure_not_found'
        | 'return_exceeds_order'
        | 'nothing_to_retry'
        | 'total_out_of_range'
        | 'order_not_priceable'
        | 'mixed_currencies'
        | 'external_reference_taken'
        | 'idempotency_key_reused'
        | 'cursor_expired'
        | 'cursor_lost'
        | 'cancellation_not_found'
        | 'api_key_not_found'
        | 'product_not_found'
        | 'product_inactive'
        | 'sku_taken'
        | 'product_not_in_inventory'
        | 'insufficient_stock'
        | 'reservations_not_found'
        | 'reservation_closed'
        | 'reservation_not_extendable'
        | 'stock_out_of_range'
        | 'adjustment_below_reserved'
        | 'webhook_endpoint_not_found'
        | 'webhook_url_not_allowed'
        | 'too_many_webhook_endpoints'
        | 'event_not_found'
        | 'redelivery_too_large'
        | 'payment_not_found'
        | 'payment_declined'
        | 'payment_voided'
        | 'payment_not_capturable'
        | 'charge_mismatch'
        | 'payment_not_refundable'
        | 'payment_disputed'
        | 'refund_window_closed'
        | 'refund_exceeds_payment'
        | 'payment_method_not_available'
        | 'currency_not_supported'
        | 'amount_too_small'
        | 'amount_too_large'
        | 'amount_not_payable'
        | 'payment_token_required'
        | 'refund_id_reused'
        | 'webhook_rejected'
        | 'payment_gateway_refused';
      /** @description What is wrong with this request and what to do about it. */
      detail: string;
      /** @description Each invalid field, with `invalid_request`. */
      errors?: {
        /** @description What is wrong with the field. */
        message: string;
        /**
         * @description Path of the field in the request, outermost name first.
         * @example items.0.quantity
         */
        path: string;
      }[];
      /** @description Path of the request. */
      instance: string;
      /** @description Each product without enough stock, with `insufficient_stock`. */
      items?: {
        /** @description Units that can be ordered. */
        available: number;
        /**
         * Format: uuid
         * @description Product without enough stock.
         */
        product_id: string;
        /** @description Units that the request asked for. */
        requested: number;
      }[];
      /** @description Value of the header `X-Request-Id`. */
      request_id: string;
      /** @description HTTP status. */
      status: number;
      /** @description Summary of the kind of problem; the same for every problem of a `code`. */
      title: string;
      /**
       * @description The code as a URN.
       * @example urn:problem-type:insufficient_stock
       */
      type: string;
    };
    Product: {
      /** @description Units that can be ordered now. */
      available: number;
      /**
       * Format: date-time
       * @description Time of the creation.
       */
      created_at: string;
      /**
       * @description ISO 4217 code.
       * @example USD
       */
      currency: string;
      /**
       * Format: uuid
       * @description Identifies the product.
       */
      id: string;
      /** @description Name that customers see. */
      name: string;
      /** @description Price in minor units of `currency`. */
      price: number;
      /** @description Unique stock-keeping unit. */
      sku: string;
      /**
       * @description Only an `active` product can be ordered.
       * @enum {string}
       */
      status: 'active' | 'inactive';
      /**
       * Format: date-time
       * @description Time of the last change.
       */
      updated_at: string;
    };
    /**
     * @example {
     *       "status": "inactive"
     *     }
     */
    ProductChanges: {
      /** @description Name that customers see. */
      name?: string;
      /**
       * @description Price in minor units of `currency`.
       * @example 4999
       */
      price?: number;
      /**
       * @description Only an `active` product can be ordered.
       * @enum {string}
       */
      status?: 'active' | 'inactive';
    };
    ProductPage: {
      /** @description Rows of this page. */
      data: components['schemas']['Product'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    /**
     * @example {
     *       "sku": "MUG-1",
     *       "name": "Mug",
     *       "price": 1600,
     *       "opening_stock": 10
     *     }
     */
    ProductRequest: {
      /**
       * @description ISO 4217 code of an active currency.
       * @default USD
       */
      currency?: string;
      /** @description Name that customers see. */
      name: string;
      /**
       * @description Units in stock when the product is created.
       * @default 0
       */
      opening_stock?: number;
      /**
       * @description Price in minor units of `currency`.
       * @example 4999
       */
      price: number;
      /** @description Unique stock-keeping unit. It cannot be changed later. */
      sku: string;
      /**
       * @description Warehouse that holds the stock.
       * @default MAIN
       */
      warehouse_code?: string;
    };
    Readiness: {
      /** @description State of each dependency. */
      parts: {
        /**
         * @description `read_only`: a standby or a former primary answers.
         * @enum {string}
         */
        database: 'ready' | 'read_only' | 'unreachable';
        /**
         * @description `pending`: run the migrations. `denied`: the API may not read `unreadable_schemas`.
         * @enum {string}
         */
        migrations: 'ready' | 'pending' | 'denied' | 'unknown';
        /**
         * @description Whether Temporal answers.
         * @enum {string}
         */
        temporal: 'ready' | 'unreachable';
        /**
         * @description `away`: no worker polls, so no order can be placed. Does not affect `ready`: reads still work.
         * @enum {string}
         */
        workers: 'ready' | 'away' | 'unknown';
      };
      /** @description True when Temporal, the database and its migrations are ready. */
      ready: boolean;
      /** @description The schemas that the login of the API may not read. Run the migrations as the owner of the database. */
      unreadable_schemas: string[];
    };
    Refund: {
      /**
       * Format: int64
       * @description Minor units of the currency.
       */
      amount: number;
      /**
       * Format: date-time
       * @description Time of the creation.
       */
      created_at: string;
      /** @description The provider's code, if the refund failed or was canceled. */
      failure_reason: string | null;
      /**
       * Format: uuid
       * @description Identifies the refund.
       */
      id: string;
      /**
       * Format: uuid
       * @description Payment that is refunded.
       */
      payment_id: string;
      /** @description `order_cancelled`: the order was cancelled. `refunded_at_provider`: made in the dashboard of the provider. `dispute_lost`: the bank returned the money. Otherwise the text of the request. */
      reason: string;
      /**
       * @description pending: the provider has not decided it. failed and canceled: the money was not returned, and can be refunded again; a refund may fail after it succeeded.
       * @enum {string}
       */
      status: 'pending' | 'succeeded' | 'failed' | 'canceled';
      /**
       * Format: date-time
       * @description Time of the last change.
       */
      updated_at: string;
    };
    /**
     * @example {
     *       "amount": 500,
     *       "reason": "arrived damaged"
     *     }
     */
    RefundRequest: {
      /**
       * Format: int64
       * @description Minor units. Defaults to the part of the payment that is not refunded yet.
       */
      amount?: number;
      /** @description Recorded with the refund. */
      reason: string;
    };
    ReservationExpiry: {
      /**
       * Format: date-time
       * @description When the stock is now released.
       */
      reservation_expires_at: string;
    };
    Return: {
      /**
       * Format: int64
       * @description What the returned items cost with their share of the adjustments, in minor units.
       */
      amount: number;
      /**
       * Format: date-time
       * @description Time of the creation.
       */
      created_at: string;
      /**
       * Format: uuid
       * @description Identifies the return and its refund.
       */
      id: string;
      /** @description Products that are returned. */
      items: {
        /**
         * Format: uuid
         * @description Product that is returned.
         */
        product_id: string;
        /** @description Units that are returned. */
        quantity: number;
      }[];
      /**
       * Format: uuid
       * @description Order of which items are returned.
       */
      order_id: string;
      /** @description The text of the request. */
      reason: string;
      /**
       * Format: int64
       * @description Minor units; less than `amount` when less remained of the payment. Null until the return is completed. The payment lists the refund, which has the id of the return.
       */
      refunded_amount: number | null;
      /** @description Whether the units are for sale again. */
      restock: boolean;
      /**
       * @description pending: the refund or the stock is not done yet. rejected: the refund was rejected; nothing was returned.
       * @enum {string}
       */
      status: 'pending' | 'completed' | 'rejected';
      /**
       * Format: date-time
       * @description Time of the last change.
       */
      updated_at: string;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "product_id": "7a3c1f00-5e1d-4c0a-9b6e-000000000001",
     *           "quantity": 1
     *         }
     *       ],
     *       "restock": true,
     *       "reason": "wrong size"
     *     }
     */
    ReturnRequest: {
      /** @description Products to return. */
      items: {
        /**
         * Format: uuid
         * @description Product to return.
         */
        product_id: string;
        /** @description Units to return. */
        quantity: number;
      }[];
      /** @description Recorded with the return and its refund. */
      reason: string;
      /** @description Whether the returned units are sold again. */
      restock: boolean;
    };
    Returns: {
      /** @description Returns from oldest to newest. */
      data: components['schemas']['Return'][];
    };
    RunStep: {
      /**
       * Format: date-time
       * @description Null while it runs.
       */
      ended_at: string | null;
      /**
       * @description Stable identifier: `price`, `reserve`, `create`, `pay`, `confirm_stock`, `capture`, `confirm_order`. A compensation has the id of the step that it compensates. Null for runs of older versions.
       * @example reserve
       */
      id: string | null;
      /**
       * @description Label for people; may change.
       * @example reserve stock
       */
      name: string;
      /**
       * Format: date-time
       * @description When it started.
       */
      started_at: string;
      /**
       * @description State of the step.
       * @enum {string}
       */
      status: 'running' | 'done' | 'failed';
    };
    StatusChange: {
      /**
       * @description Who made the change.
       * @enum {string}
       */
      actor: 'customer' | 'operator' | 'system';
      /**
       * Format: date-time
       * @description Time of the change.
       */
      at: string;
      /**
       * @description Status before the change; null for a new order.
       * @enum {string|null}
       */
      from: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed' | null;
      /** @description A code, or the text of a cancellation. */
      reason: string | null;
      /**
       * @description Status after the change.
       * @enum {string}
       */
      to: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
    };
    StatusChanges: {
      /** @description Changes from oldest to newest. */
      data: components['schemas']['StatusChange'][];
    };
    /**
     * @example {
     *       "delta": -3,
     *       "reason": "damaged in transport"
     *     }
     */
    StockAdjustment: {
      /**
       * @description Units to add; negative to remove.
       * @example -3
       */
      delta: number;
      /**
       * @description Recorded in the stock ledger.
       * @example damaged in transport
       */
      reason: string;
    };
    StockMovement: {
      /** @description Units by which `available` changed. */
      available_delta: number;
      /**
       * Format: date-time
       * @description Time of the creation.
       */
      created_at: string;
      /**
       * @description Why the stock moved.
       * @enum {string}
       */
      kind: 'opening' | 'adjustment' | 'reserve' | 'confirm' | 'release' | 'restock' | 'return';
      /**
       * Format: uuid
       * @description The order that moved the stock, if any.
       */
      order_id: string | null;
      /** @description The reason of an adjustment. */
      reason: string | null;
      /** @description Units by which `reserved` changed. */
      reserved_delta: number;
      /**
       * Format: uuid
       * @description The return that moved the stock, if any.
       */
      return_id: string | null;
    };
    StockMovementPage: {
      /** @description Rows of this page. */
      data: components['schemas']['StockMovement'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    /** @description The stock of all products. */
    StockTotals: {
      /** @description Units that can be ordered. */
      available: number;
      /** @description Products with `LOW_STOCK_THRESHOLD` available units or fewer, sold-out ones included. */
      low: number;
      /** @description Units reserved for orders that are not confirmed yet. */
      reserved: number;
      /** @description Products without an available unit. */
      sold_out: number;
    };
    Timeline: {
      /**
       * @description ISO 4217 code of all amounts.
       * @example USD
       */
      currency: string;
      /** @description Entries from oldest to newest. */
      data: components['schemas']['TimelineEntry'][];
      /** @description The events of the order that are kept, and their deliveries. Empty for customers. */
      events: components['schemas']['TimelineEvent'][];
      /**
       * Format: uuid
       * @description Identifies the order.
       */
      order_id: string;
      /** @description The runs that handled the order. Empty for customers. */
      runs: components['schemas']['TimelineRun'][];
      /** @description False when Temporal does not answer: then only the database is shown. */
      runs_known: boolean;
      /** @description True when no run of the order is open, so that nothing follows by itself. */
      settled: boolean;
      /**
       * @description Whether the order is being undone: its payment, its stock and the order itself. stuck: attempts keep failing.
       * @enum {string}
       */
      undo: 'none' | 'running' | 'stuck' | 'done';
    };
    TimelineDelivery: {
      /** @description Attempts so far. */
      attempts: number;
      /** @description Description of the endpoint, or its host. */
      endpoint: string;
      /**
       * Format: date-time
       * @description Start of the last attempt.
       */
      last_attempt_at: string;
      /**
       * @description HTTP status or failure of the last attempt.
       * @example 503
       */
      last_result: string;
      /**
       * Format: date-time
       * @description When it is sent again; null when it is not.
       */
      next_try_at: string | null;
      /**
       * @description waiting: it is sent again. failed: it is not sent again by itself.
       * @enum {string}
       */
      state: 'delivered' | 'waiting' | 'failed';
      /**
       * Format: uuid
       * @description Where it was sent.
       */
      webhook_endpoint_id: string;
    };
    TimelineEntry: {
      /**
       * @description Who caused it, if known.
       * @enum {string|null}
       */
      actor: 'customer' | 'operator' | 'system' | null;
      /**
       * Format: int64
       * @description Minor units of `currency`, for refunds, returns and disputes.
       */
      amount: number | null;
      /**
       * Format: date-time
       * @description When it happened or started.
       */
      at: string;
      /** @description Attempts so far; null for what is not tried. */
      attempts: number | null;
      /**
       * @description The new status, the id of the step, the status of the refund, return or dispute, or the name of the message.
       * @example pay
       */
      code: string;
      /**
       * Format: date-time
       * @description When it ended; null while it runs, and for what takes no time.
       */
      ended_at: string | null;
      /**
       * @description status: the status of the order changed. step and compensation: a step of the placement ran or was undone. refund, return, dispute: of the payment. message: a request or an event that a run received. follow_up: a look-up at the payment provider.
       * @enum {string}
       */
      kind: 'status' | 'step' | 'compensation' | 'refund' | 'return' | 'dispute' | 'message' | 'follow_up';
      /** @description Why the last failed attempt failed. Only for operators. */
      last_error: string | null;
      /**
       * Format: date-time
       * @description When the next attempt starts, if one waits.
       */
      next_try_at: string | null;
      /**
       * @description What undoing the step did; null unless a compensation is done.
       * @enum {string|null}
       */
      outcome:
        | 'nothing_charged'
        | 'voided'
        | 'refunded'
        | 'refund_pending'
        | 'nothing_reserved'
        | 'released'
        | 'nothing_to_restock'
        | 'restocked'
        | 'order_ended'
        | 'undone'
        | null;
      /** @description A code or the text of a request, if any. */
      reason: string | null;
      /**
       * @description waiting: for the customer. retrying: an attempt failed and the next one follows.
       * @enum {string}
       */
      state: 'running' | 'waiting' | 'retrying' | 'done' | 'failed' | 'cancelled';
      /** @description The run that did it. Only for operators. */
      workflow_id: string | null;
    };
    TimelineEvent: {
      /**
       * Format: date-time
       * @description Time of the change.
       */
      at: string;
      /** @description What became of it at each webhook endpoint that was tried. */
      deliveries: components['schemas']['TimelineDelivery'][];
      /**
       * Format: uuid
       * @description Id of the event.
       */
      id: string;
      /**
       * Format: int64
       * @description Number of the event among those of the order.
       */
      sequence: number;
      /**
       * @description Type of the event.
       * @example order.confirmed
       */
      type: string;
    };
    TimelineRun: {
      /**
       * Format: date-time
       * @description Null while it is open.
       */
      ended_at: string | null;
      /** @description Run id in Temporal. */
      run_id: string;
      /**
       * Format: date-time
       * @description When it started.
       */
      started_at: string;
      /**
       * @description Status in Temporal.
       * @example COMPLETED
       */
      status: string;
      /** @description True when a later run of the same workflow id exists, after a reset or a restart. */
      superseded: boolean;
      /** @description OpenTelemetry trace id, 32 hexadecimal digits; null when the run is not traced. */
      trace_id: string | null;
      /** @description Link to the trace; null when `TRACE_URL_TEMPLATE` is not set. */
      trace_url: string | null;
      /**
       * @description Name of the workflow.
       * @example placeOrder
       */
      type: string;
      /** @description Link to the run in Temporal Web UI; null when its address is not configured. */
      web_ui_url: string | null;
      /** @description Workflow id in Temporal. */
      workflow_id: string;
    };
    WebhookDelivery: {
      /**
       * Format: date-time
       * @description Start of the attempt.
       */
      at: string;
      /** @description 1 for the first attempt. */
      attempt: number;
      /** @description True when the endpoint answered with a status from 200 to 299. */
      delivered: boolean;
      /**
       * Format: uuid
       * @description Id of the event, and the `webhook-id` of each attempt.
       */
      event_id: string;
      /** @description Type of the event; `webhook.test` for a test. */
      event_type: string;
      /**
       * @description Why there is no answer. Null with an answer.
       * @enum {string|null}
       */
      failure: 'url_not_allowed' | 'address_not_allowed' | 'timeout' | 'connection_failed' | null;
      /** @description Identifies the attempt. */
      id: string;
      /**
       * @description Why it was sent.
       * @enum {string}
       */
      kind: 'event' | 'redelivery' | 'test';
      /** @description Milliseconds from the start to the end of the answer. */
      latency_ms: number;
      /** @description The first kilobyte of the answer. */
      response: string;
      /**
       * Format: int64
       * @description Sequence number of the event within its subject.
       */
      sequence: number;
      /** @description HTTP status of the answer. Null without an answer. */
      status: number | null;
      /** @description Subject of the event. */
      subject: string;
    };
    WebhookDeliveryPage: {
      /** @description Rows of this page. */
      data: components['schemas']['WebhookDelivery'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    WebhookEndpoint: {
      /**
       * Format: date-time
       * @description Time of the creation.
       */
      created_at: string;
      /** @description What the endpoint is for. */
      description: string;
      /**
       * @description Why it is `disabled`. `retries_exhausted`: an event failed for three days. `endpoint_gone`: the endpoint answered 410.
       * @enum {string|null}
       */
      disabled_reason: 'retries_exhausted' | 'endpoint_gone' | null;
      /**
       * Format: uuid
       * @description Identifies the endpoint.
       */
      id: string;
      /**
       * Format: date-time
       * @description Until then, the secret before the last rotation signs as well. Null when there is none.
       */
      previous_secret_expires_at: string | null;
      /**
       * @description Only an `enabled` endpoint gets events. The others keep their place and get them once they are enabled.
       * @enum {string}
       */
      status: 'enabled' | 'paused' | 'disabled';
      /** @description The types of events that it gets. An empty list means all types. */
      types: string[];
      /**
       * Format: date-time
       * @description Time of the last change.
       */
      updated_at: string;
      /** @description Where the events are sent. */
      url: string;
    };
    /**
     * @example {
     *       "status": "paused"
     *     }
     */
    WebhookEndpointChanges: {
      /** @description What the endpoint is for. */
      description?: string;
      /**
       * @description `paused` stops the deliveries. `enabled` continues where they stopped, and tries failed events at once.
       * @enum {string}
       */
      status?: 'enabled' | 'paused';
      /** @description The types of events that the endpoint gets. An empty list means all types. */
      types?: (
        | 'order.created'
        | 'order.paid'
        | 'order.confirmed'
        | 'order.cancelled'
        | 'order.failed'
        | 'order.returned'
        | 'order.reservation_extended'
        | 'payment.requires_action'
        | 'payment.succeeded'
        | 'payment.failed'
        | 'payment.refunded'
        | 'refund.failed'
        | 'dispute.opened'
        | 'dispute.closed'
        | 'inventory.low'
        | 'inventory.out'
        | 'product.changed'
      )[];
      /**
       * Format: uri
       * @description Where the events are sent. It must use https on port 443 or 8443, and its host must have public addresses only. It has no credentials: the signature authenticates the sender.
       */
      url?: string;
    };
    /**
     * @example {
     *       "url": "https://erp.example.com/hooks/orders",
     *       "description": "ERP",
     *       "types": [
     *         "order.confirmed"
     *       ]
     *     }
     */
    WebhookEndpointRequest: {
      /** @description What the endpoint is for. */
      description?: string;
      /**
       * @description The types of events that the endpoint gets. An empty list means all types.
       * @default []
       */
      types?: (
        | 'order.created'
        | 'order.paid'
        | 'order.confirmed'
        | 'order.cancelled'
        | 'order.failed'
        | 'order.returned'
        | 'order.reservation_extended'
        | 'payment.requires_action'
        | 'payment.succeeded'
        | 'payment.failed'
        | 'payment.refunded'
        | 'refund.failed'
        | 'dispute.opened'
        | 'dispute.closed'
        | 'inventory.low'
        | 'inventory.out'
        | 'product.changed'
      )[];
      /**
       * Format: uri
       * @description Where the events are sent. It must use https on port 443 or 8443, and its host must have public addresses only. It has no credentials: the signature authenticates the sender.
       */
      url: string;
    };
    WebhookEndpoints: {
      /** @description The endpoints, newest first. */
      data: components['schemas']['WebhookEndpointWithHealth'][];
    };
    WebhookEndpointWithHealth: {
      /**
       * Format: date-time
       * @description Time of the creation.
       */
      created_at: string;
      /** @description What the endpoint is for. */
      description: string;
      /**
       * @description Why it is `disabled`. `retries_exhausted`: an event failed for three days. `endpoint_gone`: the endpoint answered 410.
       * @enum {string|null}
       */
      disabled_reason: 'retries_exhausted' | 'endpoint_gone' | null;
      /** @description How the deliveries go. */
      health: {
        /**
         * Format: date-time
         * @description The first failure since the last success, if any.
         */
        failing_since: string | null;
        /**
         * Format: date-time
         * @description Time of the last attempt.
         */
        last_attempt_at: string | null;
        /**
         * Format: date-time
         * @description Time of the last event that was delivered.
         */
        last_success_at: string | null;
        /** @description Events that wait for a retry or to be sent again. */
        waiting: number;
      };
      /**
       * Format: uuid
       * @description Identifies the endpoint.
       */
      id: string;
      /**
       * Format: date-time
       * @description Until then, the secret before the last rotation signs as well. Null when there is none.
       */
      previous_secret_expires_at: string | null;
      /**
       * @description Only an `enabled` endpoint gets events. The others keep their place and get them once they are enabled.
       * @enum {string}
       */
      status: 'enabled' | 'paused' | 'disabled';
      /** @description The types of events that it gets. An empty list means all types. */
      types: string[];
      /**
       * Format: date-time
       * @description Time of the last change.
       */
      updated_at: string;
      /** @description Where the events are sent. */
      url: string;
    };
    WebhookEndpointWithSecret: {
      /**
       * Format: date-time
       * @description Time of the creation.
       */
      created_at: string;
      /** @description What the endpoint is for. */
      description: string;
      /**
       * @description Why it is `disabled`. `retries_exhausted`: an event failed for three days. `endpoint_gone`: the endpoint answered 410.
       * @enum {string|null}
       */
      disabled_reason: 'retries_exhausted' | 'endpoint_gone' | null;
      /**
       * Format: uuid
       * @description Identifies the endpoint.
       */
      id: string;
      /**
       * Format: date-time
       * @description Until then, the secret before the last rotation signs as well. Null when there is none.
       */
      previous_secret_expires_at: string | null;
      /**
       * @description Verifies the signatures. It is shown only here.
       * @example whsec_…
       */
      secret: string;
      /**
       * @description Only an `enabled` endpoint gets events. The others keep their place and get them once they are enabled.
       * @enum {string}
       */
      status: 'enabled' | 'paused' | 'disabled';
      /** @description The types of events that it gets. An empty list means all types. */
      types: string[];
      /**
       * Format: date-time
       * @description Time of the last change.
       */
      updated_at: string;
      /** @description Where the events are sent. */
      url: string;
    };
    /**
     * @example {
     *       "since": "2026-01-31T08:00:00Z",
     *       "until": "2026-01-31T09:00:00Z"
     *     }
     */
    WebhookRedelivery: {
      /**
       * Format: uuid
       * @description The one event to send again, of any type.
       */
      event_id?: string;
      /**
       * Format: date-time
       * @description Start of the range of events to send again.
       */
      since?: string;
      /**
       * Format: date-time
       * @description End of the range, which is not part of it. Defaults to now.
       */
      until?: string;
    };
    WebhookRedeliveryResult: {
      /** @description Number of events that will be sent. */
      queued: number;
    };
    /**
     * @example {
     *       "previous_valid_seconds": 86400
     *     }
     */
    WebhookSecretRotation: {
      /**
       * @description Seconds for which the previous secret signs as well, so that no receiver rejects an event.
       * @default 86400
       */
      previous_valid_seconds?: number;
    };
    WebhookTest: {
      /**
       * Format: uuid
       * @description Id of the test event.
       */
      event_id: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getAsyncApi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The AsyncAPI 3 document. */
      200: {
        headers: {
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AsyncApiDocument'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getDocs: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The page. */
      200: {
        headers: {
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The process is running. */
      200: {
        headers: {
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getOpenApi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The OpenAPI 3.1 document. */
      200: {
        headers: {
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Version of the OpenAPI specification. */
            openapi: string;
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getReadiness: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Temporal, the database and its migrations are ready. */
      200: {
        headers: {
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description At least one of them is not ready. */
      503: {
        headers: {
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
    };
  };
  listApiKeys: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The keys. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiKeys'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApiKeyRequest'];
      };
    };
    responses: {
      /** @description The key was created. */
      201: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedApiKey'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `idempotency_key_reused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  revokeApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the API key. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The key is revoked. */
      204: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `api_key_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listAttention: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The items. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Attention'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  cancelOrders: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OrderCancellationsRequest'];
      };
    };
    responses: {
      /** @description The run has started. */
      202: {
        headers: {
          /** @description Path of the cancellation. */
          Location: string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderCancellations'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `idempotency_key_reused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getCancellation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifies the cancellation. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The outcomes so far. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderCancellations'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `cancellation_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listChanges: {
    parameters: {
      query?: {
        /** @description Only changes of this kind. */
        action?:
          | 'product.created'
          | 'product.changed'
          | 'stock.adjusted'
          | 'api_key.created'
          | 'api_key.revoked'
          | 'webhook_endpoint.created'
          | 'webhook_endpoint.changed'
          | 'webhook_endpoint.secret_rotated'
          | 'webhook_endpoint.redelivery_requested'
          | 'webhook_endpoint.deleted'
          | 'order.cancellation_requested'
          | 'order.extension_requested'
          | 'order.refund_requested'
          | 'order.retry_requested'
          | 'order.return_requested'
          | 'user.erasure_requested';
        /** @description Only changes of this operator or API key. */
        actor_id?: string;
        /** @description `next_cursor` of the previous page. */
        cursor?: string;
        /** @description Maximum number of entries on the page. */
        limit?: number;
        /** @description Only changes of this product, order or API key. */
        subject_id?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of changes. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChangePage'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getErasure: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifies the erasure. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The erasure. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Erasure'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `erasure_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listEvents: {
    parameters: {
      query?: {
        /** @description `next_cursor` of the previous page. Without one, the oldest event that is kept comes first. */
        after?: string;
        /** @description Maximum number of events on the page. */
        limit?: number;
        /** @description Only events of these types, separated by commas. */
        types?: string;
        /** @description Seconds to wait for an event when there is none. */
        wait?: number;
      };
      header?: {
        /** @description Resumes a stream after the event with this id. Browsers send it when they reconnect. */
        'Last-Event-ID'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of events, or a stream of all that follow. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventPage'];
          'text/event-stream': string;
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `cursor_expired`, `cursor_lost` */
      410: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `too_many_streams`, `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listInventory: {
    parameters: {
      query?: {
        /** @description `next_cursor` of the previous page. */
        cursor?: string;
        /** @description Maximum number of rows on the page. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of stock. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InventoryPage'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getInventory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifies the product. */
        product_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The stock. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Inventory'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `product_not_in_inventory` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  adjustInventory: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the product. */
        product_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['StockAdjustment'];
      };
    };
    responses: {
      /** @description The stock after the adjustment. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Inventory'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `product_not_in_inventory` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `adjustment_below_reserved`, `stock_out_of_range` */
      409: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `idempotency_key_reused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listMovements: {
    parameters: {
      query?: {
        /** @description `next_cursor` of the previous page. */
        cursor?: string;
        /** @description Maximum number of movements on the page. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description Identifies the product. */
        product_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of movements. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StockMovementPage'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `product_not_in_inventory` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getNumbers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The numbers. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Numbers'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listOrders: {
    parameters: {
      query?: {
        /** @description Only orders created after this time. */
        created_after?: string;
        /** @description Only orders created before this time. */
        created_before?: string;
        /** @description Only orders in this currency, as an ISO 4217 code. */
        currency?: string;
        /** @description `next_cursor` of the previous page. */
        cursor?: string;
        /** @description Only the order with the caller's own number. */
        external_reference?: string;
        /** @description Maximum number of orders on the page. */
        limit?: number;
        /** @description Only orders with at most this total, in minor units. Combine it with `currency`. */
        max_total?: number;
        /** @description Only orders with this payment method. */
        method?: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
        /** @description Only orders with at least this total, in minor units. Combine it with `currency`. */
        min_total?: number;
        /** @description Only orders that `GET /v1/attention` names. Only operators may pass it. */
        needs_attention?: 'true';
        /** @description An order id, a customer id, at least 4 first characters of either, or a SKU. */
        q?: string;
        /** @description Only orders with this status. */
        status?: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
        /** @description Only orders of this user. Customers may only pass their own id. */
        user_id?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of orders. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderPage'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  placeOrder: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
        /** @description `wait=N` waits up to N seconds (0 to 30) for the final status of the order. */
        Prefer?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OrderRequest'];
      };
    };
    responses: {
      /** @description An earlier request with this Idempotency-Key placed the order. */
      200: {
        headers: {
          /** @description Path of the order. */
          Location: string;
          /** @description The `wait` that was applied. */
          'Preference-Applied'?: string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description The order was placed. */
      201: {
        headers: {
          /** @description Path of the order. */
          Location: string;
          /** @description The `wait` that was applied. */
          'Preference-Applied'?: string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `insufficient_stock`, `external_reference_taken`, `order_called_off` */
      409: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `product_not_found`, `product_inactive`, `product_not_in_inventory`, `mixed_currencies`, `total_out_of_range`, `order_not_priceable`, `idempotency_key_reused`, `payment_method_not_available`, `currency_not_supported`, `payment_token_required`, `amount_too_small`, `amount_too_large`, `amount_not_payable` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `overloaded`, `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getOrder: {
    parameters: {
      query?: {
        /** @description Waits for a version later than this one. Defaults to the current version. */
        after_version?: number;
        /** @description Seconds to wait for a change. Without one, the current order is returned after that time. */
        wait?: number;
      };
      header?: never;
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The order. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  cancelOrder: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['Cancellation'];
      };
    };
    responses: {
      /** @description The order is already cancelled. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description The order is being cancelled. */
      202: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_cancellable`, `order_archived`, `refund_window_closed` */
      409: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `idempotency_key_reused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  followOrder: {
    parameters: {
      query?: never;
      header?: {
        /** @description Resumes after the event with this id. Browsers send it when they reconnect. */
        'Last-Event-ID'?: string;
      };
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The events. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      /** @description The order has its final status and no further events. */
      204: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `too_many_streams`, `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getOrderHistory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The status changes. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StatusChanges'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getPersonalData: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The personal data. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PersonalData'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  refundOrder: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefundRequest'];
      };
    };
    responses: {
      /** @description The refund. While its `status` is `pending`, the payment provider has not decided it; the payment shows the outcome. */
      201: {
        headers: {
          /** @description Path of the payment, which lists its refunds. */
          Location: string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Refund'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payment_not_refundable`, `payment_disputed`, `refund_window_closed`, `refund_exceeds_payment` */
      409: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `idempotency_key_reused`, `payment_gateway_refused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  extendReservation: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Extension'];
      };
    };
    responses: {
      /** @description The new expiry. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReservationExpiry'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `reservation_not_extendable` */
      409: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `idempotency_key_reused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  retryOrder: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The parked compensations are being tried. */
      202: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `nothing_to_retry` */
      409: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listReturns: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The returns. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Returns'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  returnOrder: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReturnRequest'];
      };
    };
    responses: {
      /** @description The items are returned. */
      201: {
        headers: {
          /** @description Path of the returns of the order. */
          Location: string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Return'];
        };
      };
      /** @description The return goes on; its `status` shows the outcome. */
      202: {
        headers: {
          /** @description Path of the returns of the order. */
          Location: string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Return'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_returnable`, `order_archived`, `return_exceeds_order`, `payment_disputed`, `payment_not_refundable`, `refund_window_closed` */
      409: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `idempotency_key_reused`, `payment_gateway_refused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getOrderRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The workflow execution. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderRun'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found`, `run_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getTimeline: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifies the order. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The timeline. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Timeline'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  exportOrders: {
    parameters: {
      query?: {
        /** @description Only orders created after this time. */
        created_after?: string;
        /** @description Only orders created before this time. */
        created_before?: string;
        /** @description Only orders in this currency, as an ISO 4217 code. */
        currency?: string;
        /** @description Only the order with the caller's own number. */
        external_reference?: string;
        /** @description Only orders with at most this total, in minor units. Combine it with `currency`. */
        max_total?: number;
        /** @description Only orders with this payment method. */
        method?: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
        /** @description Only orders with at least this total, in minor units. Combine it with `currency`. */
        min_total?: number;
        /** @description Only orders that `GET /v1/attention` names. Only operators may pass it. */
        needs_attention?: 'true';
        /** @description An order id, a customer id, at least 4 first characters of either, or a SKU. */
        q?: string;
        /** @description Only orders with this status. */
        status?: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
        /** @description Only orders of this user. Customers may only pass their own id. */
        user_id?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          /** @description The name under which a browser saves the file. */
          'Content-Disposition': string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getPayment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifies the payment. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The payment. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Payment'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payment_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listProducts: {
    parameters: {
      query?: {
        /** @description `next_cursor` of the previous page. */
        cursor?: string;
        /** @description Maximum number of products on the page. */
        limit?: number;
        /** @description Only products whose SKU or name contains this text, in any case. */
        q?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of products. */
      200: {
        headers: {
          /** @description Identifies this version. Send it as `If-None-Match` to get a 304 until the data changes. */
          ETag: string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProductPage'];
        };
      };
      /** @description The data has not changed since the version in `If-None-Match`. */
      304: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createProduct: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ProductRequest'];
      };
    };
    responses: {
      /** @description The product was created. */
      201: {
        headers: {
          /** @description Path of the product. */
          Location: string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Product'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `sku_taken` */
      409: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `idempotency_key_reused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getProduct: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifies the product. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The product. */
      200: {
        headers: {
          /** @description Identifies this version. Send it as `If-None-Match` to get a 304 until the data changes. */
          ETag: string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Product'];
        };
      };
      /** @description The data has not changed since the version in `If-None-Match`. */
      304: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `product_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  changeProduct: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the product. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ProductChanges'];
      };
    };
    responses: {
      /** @description The updated product. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Product'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `product_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `idempotency_key_reused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  exportProducts: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  importProducts: {
    parameters: {
      query?: {
        /** @description Answers as an import would, and changes nothing. */
        preview?: 'true';
      };
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/jsonl': string;
        'text/csv': string;
      };
    };
    responses: {
      /** @description One line of JSON for each line of the file, and the summary. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/jsonl': string;
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  eraseUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the user. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The user is being erased. */
      202: {
        headers: {
          /** @description Path of the erasure. */
          Location: string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Erasure'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listWebhookEndpoints: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The endpoints. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookEndpoints'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WebhookEndpointRequest'];
      };
    };
    responses: {
      /** @description The endpoint was created. */
      201: {
        headers: {
          /** @description Path of the endpoint. */
          Location: string;
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookEndpointWithSecret'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `too_many_webhook_endpoints` */
      409: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `webhook_url_not_allowed`, `idempotency_key_reused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifies the webhook endpoint. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The endpoint with its health. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookEndpointWithHealth'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `webhook_endpoint_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  deleteWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the webhook endpoint. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The endpoint is deleted. */
      204: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `webhook_endpoint_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  changeWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the webhook endpoint. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WebhookEndpointChanges'];
      };
    };
    responses: {
      /** @description The changed endpoint. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookEndpoint'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `webhook_endpoint_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `webhook_url_not_allowed`, `idempotency_key_reused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listWebhookDeliveries: {
    parameters: {
      query?: {
        /** @description `next_cursor` of the previous page. */
        cursor?: string;
        /** @description Only attempts that delivered the event, or only those that failed. */
        delivered?: 'true' | 'false';
        /** @description Only attempts of this event. */
        event_id?: string;
        /** @description Maximum number of attempts on the page. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description Identifies the webhook endpoint. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of attempts. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookDeliveryPage'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `webhook_endpoint_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  redeliverWebhooks: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the webhook endpoint. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WebhookRedelivery'];
      };
    };
    responses: {
      /** @description The events will be sent as soon as the endpoint is enabled. */
      202: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookRedeliveryResult'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `webhook_endpoint_not_found`, `event_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `redelivery_too_large`, `idempotency_key_reused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  rotateWebhookSecret: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the webhook endpoint. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WebhookSecretRotation'];
      };
    };
    responses: {
      /** @description The endpoint with its new secret. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookEndpointWithSecret'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `webhook_endpoint_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `idempotency_key_reused` */
      422: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  testWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value that you choose. A repeated request with the same value returns the result of the first one. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Identifies the webhook endpoint. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The event will be sent. */
      202: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookTest'];
        };
      };
      /** @description `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Reason why the token was rejected. */
          'WWW-Authenticate': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `webhook_endpoint_not_found` */
      404: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  receivePaymentEvent: {
    parameters: {
      query?: never;
      header?: {
        /** @description Signature of the simulated gateway: `t=...,v1=...`. */
        'Gateway-Signature'?: string;
        /** @description Signature of Stripe. */
        'Stripe-Signature'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PaymentEvent'];
      };
    };
    responses: {
      /** @description The event is stored and dispatched. */
      200: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventReceipt'];
        };
      };
      /** @description `webhook_rejected`, `invalid_request`, `duplicate_header` */
      400: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next request. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Requests that remain in the window (`r`) and seconds until it ends (`t`). */
          RateLimit?: string;
          /** @description Requests that are allowed (`q`) in a window of seconds (`w`). */
          'RateLimit-Policy'?: string;
          /** @description Seconds to wait before the next attempt. */
          'Retry-After': string;
          /** @description Identifies the request in logs: the value that the caller sent, or a new one. */
          'X-Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
