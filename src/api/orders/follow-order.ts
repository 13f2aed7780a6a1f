import { z } from 'zod';
import { isFinal } from '../../domains/orders/order-status.js';
import { EVENT_STREAM, eventStream } from '../http/event-stream.js';
import { defineRoute, problems } from '../http/route.js';
import { streamOrderChanges } from './stream-order-changes.js';
import { getVisibleOrder, orderParams, viewOrder } from './order-views.js';
import { orderChanged } from '../../representations/order.js';

const followHeaders = z.object({
  'Last-Event-ID': z
    .string()
    .regex(/^\d{1,9}$/, 'must be the id of an event')
    .optional()
    .meta({ description: 'Resumes after the event with this id. Browsers send it when they reconnect.', example: '1' }),
});

export const followOrder = defineRoute({
  method: 'get',
  path: '/v1/orders/:id/events',
  operationId: 'followOrder',
  summary: 'Follow an order with server-sent events',
  description:
    'Sends one event for each past change of the status, then one for each new change of the order or its payment. ' +
    'The `id` of an event is the version of the order. The stream ends after the final status; a later request gets ' +
    'a 204, which stops a browser from reconnecting.',
  access: 'owner_or_operator',
  scope: 'orders:read',
  params: orderParams,
  headers: followHeaders,
  responses: {
    200: {
      description: 'The events.',
      contentType: EVENT_STREAM,
      eventData: orderChanged,
      body: eventStream('OrderChanged', 'the version of the order'),
    },
    204: { description: 'The order has its final status and no further events.' },
  },
  problems: problems('order_not_found', 'too_many_streams'),
  async handler({ user, params, headers, signal }, services) {
    const order = await getVisibleOrder(services.orders, params.id, user);
    const lastSeenVersion = Number(headers['Last-Event-ID'] ?? 0);
    const { version } = await viewOrder(order, services.payments);
    if (isFinal(order.status) && version <= lastSeenVersion) return { status: 204 };
    return { status: 200, body: streamOrderChanges(order.id, lastSeenVersion, services, signal) };
  },
});
