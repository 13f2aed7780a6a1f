/* eslint-disable */
/**
 * The types of the API, generated from its OpenAPI document by openapi-typescript. Do not edit: run
 * `npm run generate:client` after a change of the API.
 */
export interface paths {
  '/docs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A page to read and try the API
     * @description For: anyone.
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
     * Is the process up?
     * @description For: anyone.
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
     * This document
     * @description For: anyone.
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
     * Can the parts that requests need answer?
     * @description For: anyone.
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
  '/v1/inventory': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List stock by sku
     * @description For: operator.
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
     * @description For: operator.
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
     * Correct the stock of a product
     * @description Recorded with its reason. Never takes what is reserved for orders.
     *
     *     For: operator.
     */
    post: operations['adjustInventory'];
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
     * List orders, newest first
     * @description A customer sees their own; an operator sees all, or those of `user_id`.
     *
     *     For: owner or operator.
     */
    get: operations['listOrders'];
    put?: never;
    /**
     * Place an order
     * @description Answers as soon as the stock is held and the order exists; payment goes on, and is shown by whatever reads the order later. After a 503, repeat the request with the same Idempotency-Key: it finds what became of the order.
     *
     *     For: customer.
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
     * Get an order, at once or when it has changed
     * @description For: owner or operator.
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
     * @description What was held is given back, what was charged is refunded and what was sold restocked; watch `status` for the end.
     *
     *     For: owner or operator.
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
     * Follow an order
     * @description Server-sent events, one for each change of the status so far and for each change to come, of the payment too; their `id` is the version of the order. The stream ends after the final status; what comes back after that is answered 204, which tells a browser to stop.
     *
     *     For: owner or operator.
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
     * List an order's status changes, oldest first
     * @description For: owner or operator.
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
     * Refund an order, in whole or in part
     * @description The order stays as it is; cancelling it refunds it too. The same `Idempotency-Key` is the same refund.
     *
     *     For: operator.
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
     * Hold the stock of an unpaid order longer
     * @description For: owner or operator.
     */
    post: operations['extendReservation'];
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
     * Look into the run that places an order: its steps, and what was undone
     * @description Compensations may run on after the final status of the order; `step` says `done` when nothing is left.
     *
     *     For: owner or operator.
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
  '/v1/payments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A payment with its refunds
     * @description For: owner or operator.
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
     * List products by sku
     * @description For: anyone.
     */
    get: operations['listProducts'];
    put?: never;
    /**
     * Add a product, with its opening stock
     * @description For: operator.
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
     * @description For: anyone.
     */
    get: operations['getProduct'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a product, or take it off sale
     * @description Orders keep the name and price they were placed with.
     *
     *     For: operator.
     */
    patch: operations['changeProduct'];
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
     * For the payment gateway: an event
     * @description Signed with a timestamp. 200 says that the event is stored and was handed on; anything else: send it again.
     *
     *     For: anyone.
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
    /**
     * @example {
     *       "delta": -3,
     *       "reason": "damaged in transport"
     *     }
     */
    Adjustment: {
      /**
       * @description Units to add, or to take away when negative
       * @example -3
       */
      delta: number;
      /** @example damaged in transport */
      reason: string;
    };
    /**
     * @example {
     *       "reason": "changed my mind"
     *     }
     */
    Cancellation: {
      reason?: string;
    };
    /**
     * @example {
     *       "seconds": 600
     *     }
     */
    Extension: {
      seconds: number;
    };
    Inventory: {
      available: number;
      /** Format: uuid */
      product_id: string;
      /** @description Held for orders that are not confirmed yet */
      reserved: number;
      sku: string;
      /** @description Available and reserved together */
      total: number;
      /** Format: date-time */
      updated_at: string;
      warehouse_code: string;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "product_id": "5c3d1c0e-54a5-4d0f-9a52-6f0b3f1f2a10",
     *           "quantity": 1
     *         }
     *       ],
     *       "payment_method": "credit_card",
     *       "payment_token": "tok_approve"
     *     }
     */
    NewOrder: {
      /** @description Lines of the same product are summed */
      items: {
        /** Format: uuid */
        product_id: string;
        quantity: number;
      }[];
      /**
       * @example credit_card
       * @enum {string}
       */
      payment_method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
      /**
       * @description The payment gateway's name for the customer's card
       * @example tok_approve
       */
      payment_token?: string;
    };
    /**
     * @example {
     *       "sku": "MUG-1",
     *       "name": "Mug",
     *       "price": 1600,
     *       "opening_stock": 10
     *     }
     */
    NewProduct: {
      /** @default USD */
      currency?: string;
      name: string;
      /** @default 0 */
      opening_stock?: number;
      /**
       * @description Minor units of `currency`
       * @example 4999
       */
      price: number;
      sku: string;
      /** @default MAIN */
      warehouse_code?: string;
    };
    Order: {
      /** Format: date-time */
      created_at: string;
      /**
       * @description ISO 4217
       * @example USD
       */
      currency: string;
      /** Format: uuid */
      id: string;
      items: components['schemas']['OrderItem'][];
      payment: {
        /** @description Minor units of the currency */
        amount: number;
        failure_reason: string | null;
        /** Format: uuid */
        id: string;
        /** @enum {string} */
        method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
        /** @description What the customer must do before the payment can go on */
        next_action: {
          redirect_url: string;
          /** @enum {string} */
          type: 'redirect';
        } | null;
        /** @description Minor units of the currency */
        refunded_amount: number;
        /** @enum {string} */
        status: 'pending' | 'processing' | 'success' | 'failed' | 'refunded';
      } | null;
      /** @enum {string} */
      payment_method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
      /**
       * Format: date-time
       * @description Until when stock is held for the payment
       */
      reservation_expires_at: string;
      /** @enum {string} */
      status: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
      status_reason: string | null;
      /** @description Minor units of `currency` */
      total_amount: number;
      /** Format: date-time */
      updated_at: string;
      /** Format: uuid */
      user_id: string;
      /** @description Grows with each change of the order, its payment or its refunds; to be compared, not counted */
      version: number;
      /** @description The run that places it, as the Temporal UI and CLI name it */
      workflow_id: string;
    };
    OrderChanged: {
      /** @description null when something else than the status was changed */
      change: {
        /** @enum {string} */
        actor: 'customer' | 'operator' | 'system';
        /** Format: date-time */
        at: string;
        /** @enum {string|null} */
        from: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed' | null;
        reason: string | null;
        /** @enum {string} */
        to: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
      } | null;
      /** Format: date-time */
      created_at: string;
      /**
       * @description ISO 4217
       * @example USD
       */
      currency: string;
      /** Format: uuid */
      id: string;
      items: components['schemas']['OrderItem'][];
      payment: {
        /** @description Minor units of the currency */
        amount: number;
        failure_reason: string | null;
        /** Format: uuid */
        id: string;
        /** @enum {string} */
        method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
        /** @description What the customer must do before the payment can go on */
        next_action: {
          redirect_url: string;
          /** @enum {string} */
          type: 'redirect';
        } | null;
        /** @description Minor units of the currency */
        refunded_amount: number;
        /** @enum {string} */
        status: 'pending' | 'processing' | 'success' | 'failed' | 'refunded';
      } | null;
      /** @enum {string} */
      payment_method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
      /**
       * Format: date-time
       * @description Until when stock is held for the payment
       */
      reservation_expires_at: string;
      /** @enum {string} */
      status: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
      status_reason: string | null;
      /** @description Minor units of `currency` */
      total_amount: number;
      /** Format: date-time */
      updated_at: string;
      /** Format: uuid */
      user_id: string;
      /** @description Grows with each change of the order, its payment or its refunds; to be compared, not counted */
      version: number;
      /** @description The run that places it, as the Temporal UI and CLI name it */
      workflow_id: string;
    };
    /** @description Name and price are those of the moment it was ordered */
    OrderItem: {
      /** Format: uuid */
      id: string;
      name: string;
      /** @description Minor units of `currency` */
      price: number;
      /** Format: uuid */
      product_id: string;
      quantity: number;
      sku: string;
      /** @description Minor units of `currency` */
      subtotal: number;
    };
    OrderRun: {
      /** @description What was undone, in the order it began */
      compensations: components['schemas']['RunStep'][];
      /**
       * @description What the run is doing now
       * @enum {string}
       */
      step:
        'pricing' | 'reserving' | 'creating' | 'paying' | 'awaiting_customer' | 'confirming' | 'compensating' | 'done';
      /** @description In the order they began */
      steps: components['schemas']['RunStep'][];
      /** @description Those that keep failing and are being tried again: somebody should look */
      stuck_compensations: string[];
      /** @description 32 hexadecimal digits */
      trace_id: string | null;
      /** @description The run in the Web UI of Temporal */
      web_ui_url: string | null;
      workflow_id: string;
    };
    Payment: {
      /** @description Minor units of the currency */
      amount: number;
      /** Format: date-time */
      created_at: string;
      /**
       * @description ISO 4217
       * @example USD
       */
      currency: string;
      failure_reason: string | null;
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      method: 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
      /** @description What the customer must do before the payment can go on */
      next_action: {
        redirect_url: string;
        /** @enum {string} */
        type: 'redirect';
      } | null;
      /** Format: uuid */
      order_id: string;
      /** @description Minor units of the currency */
      refunded_amount: number;
      /** @description Oldest first */
      refunds: components['schemas']['Refund'][];
      /** @enum {string} */
      status: 'pending' | 'processing' | 'success' | 'failed' | 'refunded';
      /** @description The charge, as the gateway names it */
      transaction_id: string | null;
      /** Format: date-time */
      updated_at: string;
      /** Format: uuid */
      user_id: string;
    };
    /**
     * @description The event, as the gateway sends it
     * @example {
     *       "id": "evt_1",
     *       "type": "charge.succeeded",
     *       "data": {
     *         "order_id": "5c3d1c0e-54a5-4d0f-9a52-6f0b3f1f2a10"
     *       }
     *     }
     */
    PaymentEvent: Record<string, never>;
    /** @description RFC 9457 problem details */
    Problem: {
      /**
       * @description Stable; to be told apart by programs
       * @example insufficient_stock
       */
      code: string;
      /** @description What happened this time, and what to do about it */
      detail: string;
      /** @description Each field that is not valid */
      errors?: {
        message: string;
        /**
         * @description Where in the request, from the outside in
         * @example items.0.quantity
         */
        path: string;
      }[];
      /** @description The path that was asked for */
      instance: string;
      /** @description With insufficient_stock: the products that are short */
      items?: {
        available: number;
        /** Format: uuid */
        product_id: string;
        requested: number;
      }[];
      /** @description As in the header X-Request-Id */
      request_id: string;
      status: number;
      title: string;
      /** @example urn:problem-type:insufficient_stock */
      type: string;
    };
    Product: {
      /** @description Units that can be ordered now */
      available: number;
      /** Format: date-time */
      created_at: string;
      /**
       * @description ISO 4217
       * @example USD
       */
      currency: string;
      /** Format: uuid */
      id: string;
      name: string;
      /** @description Minor units of `currency` */
      price: number;
      sku: string;
      /** @enum {string} */
      status: 'active' | 'inactive';
      /** Format: date-time */
      updated_at: string;
    };
    /**
     * @example {
     *       "status": "inactive"
     *     }
     */
    ProductChanges: {
      name?: string;
      /**
       * @description Minor units of `currency`
       * @example 4999
       */
      price?: number;
      /** @enum {string} */
      status?: 'active' | 'inactive';
    };
    Readiness: {
      parts: {
        /** @enum {string} */
        database: 'ready' | 'unreachable';
        /** @enum {string} */
        migrations: 'ready' | 'pending' | 'unknown';
        /** @enum {string} */
        temporal: 'ready' | 'unreachable';
        /**
         * @description Without them no order is placed, yet all is read: they do not count for `ready`
         * @enum {string}
         */
        workers: 'ready' | 'away' | 'unknown';
      };
      ready: boolean;
    };
    Refund: {
      /** @description Minor units of the currency */
      amount: number;
      /** Format: date-time */
      created_at: string;
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      payment_id: string;
      reason: string;
      /** @enum {string} */
      status: 'pending' | 'succeeded' | 'failed';
      /** Format: date-time */
      updated_at: string;
    };
    /**
     * @example {
     *       "amount": 500,
     *       "reason": "arrived damaged"
     *     }
     */
    RefundRequest: {
      /** @description Minor units; all that is left when absent */
      amount?: number;
      reason: string;
    };
    RunStep: {
      /**
       * Format: date-time
       * @description null while it runs
       */
      ended_at: string | null;
      /**
       * @description The step, or the step that is compensated
       * @enum {string|null}
       */
      id: 'price' | 'reserve' | 'create' | 'pay' | 'confirm_stock' | 'confirm_order' | null;
      /** @example reserve stock */
      name: string;
      /** Format: date-time */
      started_at: string;
      /** @enum {string} */
      status: 'running' | 'done' | 'failed';
    };
    StatusChange: {
      /** @enum {string} */
      actor: 'customer' | 'operator' | 'system';
      /** Format: date-time */
      at: string;
      /** @enum {string|null} */
      from: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed' | null;
      reason: string | null;
      /** @enum {string} */
      to: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
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
  getDocs: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description `internal` */
      500: {
        headers: {
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
      /** @description It is */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @example ok */
            status: string;
          };
        };
      };
      /** @description `internal` */
      500: {
        headers: {
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
      /** @description OpenAPI 3.1 */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            openapi: string;
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `internal` */
      500: {
        headers: {
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
      /** @description All of them can */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Some cannot: which ones */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
    };
  };
  listInventory: {
    parameters: {
      query?: {
        /** @description `next_cursor` of the page before */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of stock */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['Inventory'][];
            /** @description null on the last page */
            next_cursor: string | null;
          };
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        product_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The stock */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Inventory'];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `product_not_in_inventory` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
      header?: never;
      path: {
        product_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Adjustment'];
      };
    };
    responses: {
      /** @description The stock as it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Inventory'];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `product_not_in_inventory` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `adjustment_below_reserved` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        created_after?: string;
        created_before?: string;
        /** @description `next_cursor` of the page before */
        cursor?: string;
        limit?: number;
        status?: 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
        /** @description Whose orders; operators may pass any */
        user_id?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of orders */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['Order'][];
            /** @description null on the last page */
            next_cursor: string | null;
          };
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        /** @description Chosen by you: a request repeated with it finds what the first one did */
        'Idempotency-Key'?: string;
        /** @description Waits up to N seconds (0 to 30) for a final status */
        Prefer?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewOrder'];
      };
    };
    responses: {
      /** @description It was placed before, with this key */
      200: {
        headers: {
          /** @description The path of the order */
          Location: string;
          'Preference-Applied'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description The order was placed */
      201: {
        headers: {
          /** @description The path of the order */
          Location: string;
          'Preference-Applied'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `insufficient_stock`, `order_called_off` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `product_not_found`, `product_inactive`, `product_not_in_inventory`, `mixed_currencies`, `idempotency_key_reused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        /** @description What counts as a change is a later version; by default one later than now */
        after_version?: number;
        /** @description Seconds to wait for a change before the order is answered as it is */
        wait?: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The order */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
      header?: never;
      path: {
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
      /** @description It was cancelled before */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description The order is being cancelled */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_cancellable` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        /** @description Goes on after the event with this id; browsers send it by themselves */
        'Last-Event-ID'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The events */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': {
            data: string;
            id: string;
          };
        };
      };
      /** @description There is nothing more to come */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `too_many_streams`, `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The changes */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['StatusChange'][];
          };
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        /** @description Chosen by you: a request repeated with it finds what the first one did */
        'Idempotency-Key'?: string;
      };
      path: {
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
      /** @description Refunded */
      201: {
        headers: {
          /** @description The payment, which lists its refunds */
          Location: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Refund'];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payment_not_refundable`, `refund_exceeds_payment` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `idempotency_key_reused`, `payment_gateway_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
      header?: never;
      path: {
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
      /** @description The new expiry */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: date-time */
            reservation_expires_at: string;
          };
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `reservation_not_extendable` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The run */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderRun'];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `order_not_found`, `run_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The payment */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Payment'];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payment_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        /** @description `next_cursor` of the page before */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of products */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['Product'][];
            /** @description null on the last page */
            next_cursor: string | null;
          };
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewProduct'];
      };
    };
    responses: {
      /** @description The product was added */
      201: {
        headers: {
          /** @description The path of the product */
          Location: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Product'];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `sku_taken` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The product */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Product'];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `product_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
      header?: never;
      path: {
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
      /** @description The product as it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Product'];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthorized` */
      401: {
        headers: {
          'WWW-Authenticate': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `product_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
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
        /** @description By the simulated gateway: `t=...,v1=...` */
        'Gateway-Signature'?: string;
        /** @description By Stripe */
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
      /** @description Taken */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {boolean} */
            received: true;
          };
        };
      };
      /** @description `webhook_rejected`, `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `rate_limited` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unavailable` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
