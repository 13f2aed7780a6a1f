import { z } from 'zod';
import type { WebhookHeaders } from '../../domains/payments/payment-gateway.js';
import { isFollowUpEvent } from '../../domains/payments/payment-events.service.js';
import { withOrderId } from '../../telemetry/spans.js';
import { defineRoute, problems } from '../http/route.js';
import { assignEvent } from './assign-event.js';
import { dispatchEvent } from './dispatch-event.js';
import { dispatchFollowUp } from './dispatch-follow-up.js';

/** Raw bytes, over which the signature is verified. */
const rawBody = z
  .custom<Buffer>((body) => Buffer.isBuffer(body))
  .meta({
    id: 'PaymentEvent',
    type: 'object',
    description: 'The event in the format of the payment provider.',
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
  summary: 'Receive an event of the payment provider',
  description:
    'A webhook for the payment provider. The signature covers a timestamp and the body. A 200 means that the event ' +
    'is stored and dispatched; after any other response the provider must send it again.',
  access: 'anyone',
  headers: z.looseObject({
    'Gateway-Signature': z
      .string()
      .optional()
      .meta({ description: 'Signature of the simulated gateway: `t=...,v1=...`.' }),
    'Stripe-Signature': z.string().optional().meta({ description: 'Signature of Stripe.' }),
  }),
  body: rawBody,
  rawBody: true,
  responses: {
    200: {
      description: 'The event is stored and dispatched.',
      body: z.object({ received: z.literal(true).meta({ description: 'Always true.' }) }).meta({ id: 'EventReceipt' }),
    },
  },
  problems: problems('webhook_rejected'),
  async handler({ headers, body }, services) {
    const { gateway, payments, paymentEvents } = services;
    const event = await assignEvent(gateway.readEvent(body, headers as WebhookHeaders), payments);
    const { dispatched } = await paymentEvents.record(event);
    // An event stored during a Temporal outage is dispatched when the provider sends it again.
    if (!dispatched) {
      if (event.type !== 'other') {
        const dispatch = isFollowUpEvent(event) ? dispatchFollowUp : dispatchEvent;
        await withOrderId(event.orderId, () => dispatch(event, services));
      }
      await paymentEvents.markDispatched(event.id);
    }
    return { status: 200, body: { received: true as const } };
  },
});
