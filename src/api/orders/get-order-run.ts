import { z } from 'zod';
import { orderWorkflowId } from '../../contracts/workflow-ids.js';
import { type StepRecord } from '../../contracts/place-order.js';
import { timestamp } from '../http/fields.js';
import { Problem } from '../http/problem.js';
import { defineRoute, problems } from '../http/route.js';
import { getVisibleOrder, orderParams } from './order-views.js';

const stepRecord = z
  .object({
    name: z.string().meta({ example: 'reserve stock' }),
    status: z.enum(['running', 'done', 'failed']),
    started_at: timestamp,
    ended_at: timestamp.nullable().meta({ description: 'null while it runs' }),
  })
  .meta({ id: 'RunStep' });

const runRepresentation = z
  .object({
    workflow_id: z.string(),
    step: z
      .enum(['pricing', 'reserving', 'creating', 'paying', 'awaiting_customer', 'confirming', 'compensating', 'done'])
      .meta({ description: 'What the run is doing now' }),
    steps: z.array(stepRecord).meta({ description: 'In the order they began' }),
    compensations: z.array(stepRecord).meta({ description: 'What was undone, in the order it began' }),
    stuck_compensations: z
      .array(z.string())
      .meta({ description: 'Those that keep failing and are being tried again: somebody should look' }),
    trace_id: z.string().nullable().meta({ description: '32 hexadecimal digits' }),
    web_ui_url: z.string().nullable().meta({ description: 'The run in the Web UI of Temporal' }),
  })
  .meta({ id: 'OrderRun' });

export const getOrderRun = defineRoute({
  method: 'get',
  path: '/v1/orders/:id/run',
  operationId: 'getOrderRun',
  summary: 'Look into the run that places an order: its steps, and what was undone',
  description: 'Compensations may run on after the final status of the order; `step` says `done` when nothing is left.',
  access: 'owner_or_operator',
  params: orderParams,
  responses: { 200: { description: 'The run', body: runRepresentation } },
  problems: problems('order_not_found', 'run_not_found'),
  async handler({ user, params }, { orders, runs, webUi }) {
    const { id } = await getVisibleOrder(orders, params.id, user);
    const state = await runs.state(id);
    if (!state)
      throw new Problem('run_not_found', 'the run of this order is no longer kept, or by a version that is gone');
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

function toStep({ name, status, startedAt, endedAt }: StepRecord): z.input<typeof stepRecord> {
  return { name, status, started_at: startedAt, ended_at: endedAt };
}
