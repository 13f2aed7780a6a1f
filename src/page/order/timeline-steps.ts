import type { OrderRun, RunStep } from '../client/types.js';

/** The path of an order, and what takes each step back. */
const SAGA_STEPS: readonly { readonly name: string; readonly title: string; readonly compensationName?: string }[] = [
  { name: 'validate and price', title: 'Price' },
  { name: 'reserve stock', title: 'Reserve stock', compensationName: 'release stock' },
  { name: 'create order', title: 'Create order', compensationName: 'end order' },
  { name: 'pay', title: 'Pay', compensationName: 'refund or void' },
  { name: 'confirm stock', title: 'Confirm stock', compensationName: 'restock' },
  { name: 'confirm order', title: 'Confirm order' },
];

export interface TimelineStep {
  readonly title: string;
  readonly state: 'upcoming' | 'running' | 'waiting' | 'done' | 'failed';
  readonly record: RunStep | undefined;
  readonly compensation:
    { readonly title: string; readonly state: RunStep['status'] | 'stuck'; readonly record: RunStep } | undefined;
}

/** A run of which nothing is known yet. */
export const UNKNOWN_RUN: OrderRun = {
  workflow_id: '',
  step: 'pricing',
  steps: [],
  compensations: [],
  stuck_compensations: [],
  trace_id: null,
  web_ui_url: null,
};

/** The steps of the path as the run took them, and took them back. */
export function buildTimeline(run: OrderRun): readonly TimelineStep[] {
  const awaitsCustomer = run.step === 'awaiting_customer';
  return SAGA_STEPS.map(({ name, title, compensationName }) => {
    const record = run.steps.find((step) => step.name === name);
    const compensationRecord = run.compensations.find((compensation) => compensation.name === compensationName);
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
  });
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
