import { z } from 'zod';
import { withOrderId } from '../../telemetry/spans.js';
import { defineRoute, problems } from '../http/route.js';
import { dispatchEvent } from './dispatch-event.js';

/** The body as it came: the signature is over its bytes. */
const rawBody = z
  .custom<Buffer>((body) => Buffer.isBuffer(body))
  .meta({
    id: 'PaymentEvent',
    type: 'object',
    description: 'The event, as the gateway sends it',
    example: {
      id: 'evt_1',
      type: 'charge.succeeded',
      data: { order_id: '5c3d1c0e-54a5-4d0f-9a52-6f0b3f1f2a10' },
    },
  });

export const receiveEvent = defineRoute({
  method: 'post',
  path: '/v1/webhooks/payments',
  operationId: 'receivePaymentEvent',
  summary: 'For the payment gateway: an event',
  description:
    'Signed with a timestamp. 200 says that the event is stored and was handed on; anything else: send it again.',
  access: 'anyone',
  headers: z.object({
    'Gateway-Signature': z.string().optional().meta({ description: 'By the simulated gateway: `t=...,v1=...`' }),
    'Stripe-Signature': z.string().optional().meta({ description: 'By Stripe' }),
  }),
  body: rawBody,
  rawBody: true,
  responses: { 200: { description: 'Taken', body: z.object({ received: z.literal(true) }) } },
  problems: problems('webhook_rejected'),
  async handler({ headers, body }, { gateway, paymentEvents, payments, paymentRuns }) {
    const event = gateway.readEvent(body, {
      'gateway-signature': headers['Gateway-Signature'],
      'stripe-signature': headers['Stripe-Signature'],
    });
    const { dispatched } = await paymentEvents.record(event);
    // One that was stored and not handed on, since Temporal was away, is handed on when it comes again.
    if (!dispatched) {
      if (event.type !== 'other') await withOrderId(event.orderId, () => dispatchEvent(event, payments, paymentRuns));
      await paymentEvents.markDispatched(event.id);
    }
    return { status: 200, body: { received: true as const } };
  },
});
