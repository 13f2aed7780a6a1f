import { z } from 'zod';
import { orderWorkflowId } from '../../contracts/workflow-ids.js';
import { STEP_IDS } from '../../contracts/steps.js';
import type { StepRecord } from '../../contracts/place-order.js';
import { timestamp } from '../http/fields.js';
import { Problem } from '../http/problem.js';
import { defineRoute, problems } from '../http/route.js';
import { getVisibleOrder, orderParams } from './order-views.js';

const stepRecord = z
  .object({
    id: z
      .string()
      .nullable()
      .meta({
        description:
          `Stable identifier: ${STEP_IDS.map((id) => `\`${id}\``).join(', ')}. A ` +
          'compensation has the id of the step that it compensates. Null for runs of older versions.',
        example: 'reserve',
      }),
    name: z.string().meta({ description: 'Label for people; may change.', example: 'reserve stock' }),
    status: z.enum(['running', 'done', 'failed']).meta({ description: 'State of the step.' }),
    started_at: timestamp.meta({ description: 'When it started.' }),
    ended_at: timestamp.nullable().meta({ description: 'Null while it runs.' }),
  })
  .meta({ id: 'RunStep' });

const runRepresentation = z
  .object({
    workflow_id: z.string().meta({ description: 'Workflow id in Temporal.' }),
    step: z
      .enum([
        'pricing',
        'reserving',
        'creating',
        'paying',
        'awaiting_customer',
        'confirming',
        'capturing',
        'compensating',
        'done',
      ])
      .meta({ description: 'Current phase of the run.' }),
    steps: z.array(stepRecord).meta({ description: 'Steps in the order they started.' }),
    compensations: z.array(stepRecord).meta({ description: 'Compensations in the order they started.' }),
    stuck_compensations: z
      .array(z.string())
      .meta({ description: 'Compensations that keep failing and are being retried. An operator should investigate.' }),
    trace_id: z
      .string()
      .nullable()
      .meta({ description: 'OpenTelemetry trace id, 32 hexadecimal digits; null when the run is not traced.' }),
    web_ui_url: z
      .string()
      .nullable()
      .meta({ description: 'Link to the run in Temporal Web UI; null when its address is not configured.' }),
  })
  .meta({ id: 'OrderRun' });

export const getOrderRun = defineRoute({
  method: 'get',
  path: '/v1/orders/:id/run',
  operationId: 'getOrderRun',
  summary: 'Get the workflow execution that places an order',
  description:
    'Returns its steps and compensations. Compensations may continue after the order has its final status; `step` ' +
    'is `done` when all are complete.',
  access: 'owner_or_operator',
  scope: 'orders:read',
  params: orderParams,
  responses: { 200: { description: 'The workflow execution.', body: runRepresentation } },
  problems: problems('order_not_found', 'run_not_found'),
  async handler({ user, params }, { orders, runs, webUi }) {
    const { id } = await getVisibleOrder(orders, params.id, user);
    const state = await runs.state(id);
    if (!state)
      throw new Problem(
        'run_not_found',
        'Temporal no longer retains the workflow execution of this order, or no worker of its version is running.',
      );
    const workflowId = orderWorkflowId(id);
    return {
      status: 200,
      body: {
        workflow_id: workflowId,
        step: state.step,
        steps: state.steps.map(toStep),
        compensations: state.compensations.map(toStep),
        stuck_compensations: [...state.stuckCompensations],
        trace_id: state.traceId,
        web_ui_url: webUi.linkTo(workflowId),
      },
    };
  },
});

function toStep({ id, name, status, startedAt, endedAt }: StepRecord): z.input<typeof stepRecord> {
  return { id: id ?? null, name, status, started_at: startedAt, ended_at: endedAt };
}
