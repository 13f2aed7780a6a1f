import { z } from 'zod';
import { sumOfMinorUnits, timestamp, uuid } from '../http/fields.js';

/** What may need an operator, and the action that helps. */
const ATTENTION_ACTIONS = {
  parked: 'retry',
  stuck: 'retry_later',
  dead_run: 'cancel',
  overdue_order: 'investigate',
  dispute_open: 'respond',
  refund_failed: 'refund',
  payment_undecided: 'investigate',
  reservation_ending: 'extend',
  low_stock: 'restock',
  webhook_disabled: 'enable',
  webhook_failing: 'check_endpoint',
} as const;
export type AttentionKind = keyof typeof ATTENTION_ACTIONS;
const KINDS = Object.keys(ATTENTION_ACTIONS) as [AttentionKind, ...AttentionKind[]];

const nullableText = (description: string) => z.string().nullable().meta({ description });

export const attentionItem = z
  .object({
    id: z.string().meta({ description: 'Identifies the item while it lasts.' }),
    kind: z.enum(KINDS).meta({
      description:
        'parked: an activity gave up and is tried again later. stuck: an activity of a compensation keeps failing. dead_run: no run ' +
        'handles the order. overdue_order: its reservation has ended and its run is still open. payment_undecided: for ten minutes. ' +
        'webhook_disabled: the endpoint gets no events until it is enabled. webhook_failing: it does not accept an event.',
    }),
    action: z.enum(Object.values(ATTENTION_ACTIONS) as [string, ...string[]]).meta({
      description:
        'What helps. retry: `POST /v1/orders/{id}/retry`. cancel: cancel the order. refund: refund it again. respond: answer the dispute ' +
        'at the provider. extend: extend its reservation. restock: adjust the stock. retry_later: Temporal retries by itself. ' +
        'investigate: look at the run. enable: correct the receiver, then enable the webhook endpoint. check_endpoint: read its ' +
        'deliveries and correct the receiver.',
    }),
    order_id: uuid.nullable().meta({ description: 'The order that it is about, if any.' }),
    product_id: uuid.nullable().meta({ description: 'The product that it is about, if any.' }),
    webhook_endpoint_id: uuid.nullable().meta({ description: 'The webhook endpoint that it is about, if any.' }),
    subject: z
      .string()
      .meta({ description: 'The step, SKU, status, refund or endpoint that it is about.', example: 'refund or void' }),
    reason: nullableText('A code or text that says why.'),
    since: timestamp.meta({ description: 'Since when.' }),
    due_at: timestamp.nullable().meta({ description: 'Until when an operator can act, if there is a deadline.' }),
    attempts: z.int().min(1).nullable().meta({ description: 'Failed attempts; null for what is not tried.' }),
    last_error: nullableText('Why the last attempt failed.'),
    next_try_at: timestamp.nullable().meta({ description: 'When it is tried again; null when it is not.' }),
    amount: sumOfMinorUnits.nullable().meta({ description: 'Minor units of `currency`.' }),
    currency: nullableText('ISO 4217 code.'),
    workflow_id: nullableText('The run, if one is concerned.'),
    web_ui_url: nullableText('Link to the run in Temporal Web UI.'),
  })
  .meta({ id: 'AttentionItem' });

export type AttentionItem = z.input<typeof attentionItem>;

/** An item with what its kind implies. */
export function newItem(
  item: Pick<AttentionItem, 'id' | 'kind' | 'subject' | 'since'> & Partial<AttentionItem>,
): AttentionItem {
  const nothing = {
    order_id: null,
    product_id: null,
    webhook_endpoint_id: null,
    reason: null,
    due_at: null,
    attempts: null,
    last_error: null,
    next_try_at: null,
    amount: null,
    currency: null,
    workflow_id: null,
    web_ui_url: null,
  };
  return { ...nothing, action: ATTENTION_ACTIONS[item.kind], ...item };
}
