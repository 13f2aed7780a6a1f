import type { OrderStep } from '../contracts/place-order.js';
import type { COMPENSATION_EVENTS, STEP_EVENTS } from '../contracts/steps.js';
import { ORDER_STEPS, type StepName } from '../contracts/steps.js';
import { STEP_SPANS, type SpanDefinition } from '../telemetry/names.js';
import type { ActivityName } from './activities.js';
import type { Step } from './saga/step.js';

/** A step of placing an order, with what the trace shows of it. */
export interface PlacementStep extends Step {
  readonly state: OrderStep;
  readonly activity: ActivityName;
  readonly span: SpanDefinition;
  readonly completedEvent: (typeof STEP_EVENTS)[number];
  readonly compensation?: {
    readonly name: string;
    readonly activity: ActivityName;
    readonly startedEvent: (typeof COMPENSATION_EVENTS)[number];
  };
}

type Steps = { readonly [Name in StepName]: Omit<(typeof ORDER_STEPS)[Name], 'span'> & { span: SpanDefinition } };

/** The steps of {@link ORDER_STEPS}, each with its span. */
export const STEPS = Object.fromEntries(
  Object.entries(ORDER_STEPS).map(([name, step]) => [name, { ...step, span: STEP_SPANS[`${name as StepName}Step`] }]),
) as unknown as Steps satisfies Record<StepName, PlacementStep>;
