import { z } from 'zod';
import { sumOfMinorUnits, timestamp, uuid } from '../../http/fields.js';
import { sentEvents } from './sent-events.js';
import { UNDO_OUTCOMES } from './undo-outcome.js';

const nullableText = (description: string) => z.string().nullable().meta({ description });

const ENTRY_STATES = ['running', 'waiting', 'retrying', 'done', 'failed', 'cancelled'] as const;

const timelineEntry = z
  .object({
    kind: z.enum(['status', 'step', 'compensation', 'refund', 'return', 'dispute', 'message', 'follow_up']).meta({
      description:
        'status: the status of the order changed. step and compensation: a step of the placement ran or was undone. refund, return, ' +
        'dispute: of the payment. message: a request or an event that a run received. follow_up: a look-up at the payment provider.',
    }),
    code: z.string().meta({
      description:
        'The new status, the id of the step, the status of the refund, return or dispute, or the name of the message.',
      example: 'pay',
    }),
    at: timestamp.meta({ description: 'When it happened or started.' }),
    ended_at: timestamp
      .nullable()
      .meta({ description: 'When it ended; null while it runs, and for what takes no time.' }),
    state: z.enum(ENTRY_STATES).meta({
      description: 'waiting: for the customer. retrying: an attempt failed and the next one follows.',
    }),
    outcome: z
      .enum(UNDO_OUTCOMES)
      .nullable()
      .meta({ description: 'What undoing the step did; null unless a compensation is done.' }),
    actor: z.enum(['customer', 'operator', 'system']).nullable().meta({ description: 'Who caused it, if known.' }),
    reason: nullableText('A code or the text of a request, if any.'),
    amount: sumOfMinorUnits
      .nullable()
      .meta({ description: 'Minor units of `currency`, for refunds, returns and disputes.' }),
    attempts: z.int().min(1).nullable().meta({ description: 'Attempts so far; null for what is not tried.' }),
    last_error: nullableText('Why the last failed attempt failed. Only for operators.'),
    next_try_at: timestamp.nullable().meta({ description: 'When the next attempt starts, if one waits.' }),
    workflow_id: nullableText('The run that did it. Only for operators.'),
  })
  .meta({ id: 'TimelineEntry' });

const timelineRun = z
  .object({
    workflow_id: z.string().meta({ description: 'Workflow id in Temporal.' }),
    run_id: z.string().meta({ description: 'Run id in Temporal.' }),
    superseded: z.boolean().meta({
      description: 'True when a later run of the same workflow id exists, after a reset or a restart.',
    }),
    type: z.string().meta({ description: 'Name of the workflow.', example: 'placeOrder' }),
    status: z.string().meta({ description: 'Status in Temporal.', example: 'COMPLETED' }),
    started_at: timestamp.meta({ description: 'When it started.' }),
    ended_at: timestamp.nullable().meta({ description: 'Null while it is open.' }),
    web_ui_url: nullableText('Link to the run in Temporal Web UI; null when its address is not configured.'),
    trace_id: nullableText('OpenTelemetry trace id, 32 hexadecimal digits; null when the run is not traced.'),
    trace_url: nullableText('Link to the trace; null when `TRACE_URL_TEMPLATE` is not set.'),
  })
  .meta({ id: 'TimelineRun' });

export const timelineRepresentation = z
  .object({
    order_id: uuid.meta({ description: 'Identifies the order.' }),
    currency: z.string().meta({ description: 'ISO 4217 code of all amounts.', example: 'USD' }),
    undo: z.enum(['none', 'running', 'stuck', 'done']).meta({
      description:
        'Whether the order is being undone: its payment, its stock and the order itself. stuck: attempts keep failing.',
    }),
    settled: z
      .boolean()
      .meta({ description: 'True when no run of the order is open, so that nothing follows by itself.' }),
    runs_known: z
      .boolean()
      .meta({ description: 'False when Temporal does not answer: then only the database is shown.' }),
    data: z.array(timelineEntry).meta({ description: 'Entries from oldest to newest.' }),
    runs: z.array(timelineRun).meta({ description: 'The runs that handled the order. Empty for customers.' }),
    events: sentEvents,
  })
  .meta({ id: 'Timeline' });

export type TimelineEntry = z.input<typeof timelineEntry>;
export type TimelineView = z.input<typeof timelineRepresentation>;
