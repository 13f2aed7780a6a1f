import type { OrderRun, RunStep } from '../client/types.js';

/** The path of an order, and what takes each step back. */
const PATH: readonly { readonly name: string; readonly title: string; readonly undo?: string }[] = [
  { name: 'validate and price', title: 'Price' },
  { name: 'reserve stock', title: 'Reserve stock', undo: 'release stock' },
  { name: 'create order', title: 'Create order', undo: 'end order' },
  { name: 'pay', title: 'Pay', undo: 'refund or void' },
  { name: 'confirm stock', title: 'Confirm stock', undo: 'restock' },
  { name: 'confirm order', title: 'Confirm order' },
];

export interface TimelineStep {
  readonly title: string;
  readonly state: 'ahead' | 'running' | 'waiting' | 'done' | 'failed';
  readonly record: RunStep | undefined;
  readonly undo:
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
export function timelineOf(run: OrderRun): readonly TimelineStep[] {
  const waits = run.step === 'awaiting_customer';
  return PATH.map(({ name, title, undo }) => {
    const record = run.steps.find((step) => step.name === name);
    const undone = run.compensations.find((compensation) => compensation.name === undo);
    const state = record?.status ?? 'ahead';
    return {
      title,
      state: state === 'running' && waits ? 'waiting' : state,
      record,
      undo: undone && {
        title: capital(undone.name),
        state: run.stuck_compensations.includes(undone.name) ? 'stuck' : undone.status,
        record: undone,
      },
    };
  });
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
