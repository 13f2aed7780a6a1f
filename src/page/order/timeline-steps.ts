import type { OrderRun, RunStep } from '../client.js';

/** The steps of the saga in their order, by the ids that the API gives them. Most orders have no step `capture`. */
const SAGA_STEPS = [
  { id: 'price', title: 'Price' },
  { id: 'reserve', title: 'Reserve stock' },
  { id: 'create', title: 'Create order' },
  { id: 'pay', title: 'Pay' },
  { id: 'confirm_stock', title: 'Confirm stock' },
  { id: 'capture', title: 'Capture payment' },
  { id: 'confirm_order', title: 'Confirm order' },
] as const;

export interface TimelineStep {
  readonly title: string;
  readonly state: 'upcoming' | 'running' | 'waiting' | 'done' | 'failed';
  readonly record: RunStep | undefined;
  readonly compensation:
    { readonly title: string; readonly state: RunStep['status'] | 'stuck'; readonly record: RunStep } | undefined;
}

/** A run before its first response. */
export const UNKNOWN_RUN: OrderRun = {
  workflow_id: '',
  step: 'pricing',
  steps: [],
  compensations: [],
  stuck_compensations: [],
  trace_id: null,
  web_ui_url: null,
};

/** Matches the records of a run with the steps of the saga; a compensation carries the id of the step it compensates. */
export function buildTimeline(run: OrderRun): readonly TimelineStep[] {
  const awaitsCustomer = run.step === 'awaiting_customer';
  return SAGA_STEPS.filter(({ id }) => id !== 'capture' || run.steps.some((step) => step.id === id)).map(
    ({ id, title }) => {
      const record = run.steps.find((step) => step.id === id);
      const compensationRecord = run.compensations.find((compensation) => compensation.id === id);
      const state = record?.status ?? 'upcoming';
      return {
        title,
        state: state === 'running' && awaitsCustomer ? 'waiting' : state,
        record,
        compensation: compensationRecord && {
          title: capitalise(compensationRecord.name),
          state: run.stuck_compensations.includes(compensationRecord.name) ? 'stuck' : compensationRecord.status,
          record: compensationRecord,
        },
      };
    },
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
