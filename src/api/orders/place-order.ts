import { z } from 'zod';
import { withOrderId } from '../../telemetry/spans.js';
import { preferredWait } from '../http/prefer.js';
import { defineRoute, problems, bodyProblems } from '../http/route.js';
import { readNewOrder, readOrder } from './order-views.js';
import { orderBody, placementHeaders } from './placement-request.js';
import { orderRepresentation } from '../../representations/order.js';

const placedHeaders = z.object({
  Location: z.string().meta({ description: 'Path of the order.' }),
  'Preference-Applied': z.string().optional().meta({ description: 'The `wait` that was applied.' }),
});

export const placeOrder = defineRoute({
  method: 'post',
  path: '/v1/orders',
  operationId: 'placeOrder',
  summary: 'Place an order',
  description:
    'Returns as soon as the stock is reserved and the order exists; payment continues in the background. After a ' +
    '503, wait as `Retry-After` says and repeat the request with the same Idempotency-Key to get the outcome of the ' +
    'order. After `overloaded`, nothing was done.',
  access: 'customer',
  scope: 'orders:write',
  supportsWait: true,
  headers: placementHeaders,
  body: orderBody,
  responses: {
    201: { description: 'The order was placed.', body: orderRepresentation, headers: placedHeaders },
    200: {
      description: 'An earlier request with this Idempotency-Key placed the order.',
      body: orderRepresentation,
      headers: placedHeaders,
    },
  },
  problems: [
    ...bodyProblems(
      'product_not_found',
      'product_inactive',
      'product_not_in_inventory',
      'mixed_currencies',
      'total_out_of_range',
      'order_not_priceable',
    ),
    ...problems(
      'insufficient_stock',
      'external_reference_taken',
      'idempotency_key_reused',
      'order_called_off',
      'overloaded',
    ),
    ...problems('payment_method_not_available', 'currency_not_supported', 'payment_token_required'),
    ...problems('amount_too_small', 'amount_too_large', 'amount_not_payable'),
  ],
  async handler({ user, headers, body, signal }, { placement, runs, orders, payments }) {
    const idempotencyKey = headers['Idempotency-Key'];
    const { orderId, created } = await placement.place({ userId: user.id, body, idempotencyKey, signal });
    const waitSeconds = preferredWait(headers.Prefer);
    if (waitSeconds) await runs.waitForCompletion(orderId, waitSeconds * 1_000, signal);
    const read = created && !waitSeconds ? readNewOrder : readOrder;
    return {
      status: created ? 201 : 200,
      body: await withOrderId(orderId, () => read(orderId, orders, payments)),
      headers: {
        Location: `/v1/orders/${orderId}`,
        ...(waitSeconds !== undefined && { 'Preference-Applied': `wait=${waitSeconds}` }),
      },
    };
  },
});
