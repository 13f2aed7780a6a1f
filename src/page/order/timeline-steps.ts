import { STEP_IDS } from '../../contracts/steps.js';
import type { Timeline, TimelineEntry } from '../client.js';
import { lookUp } from '../ui/look-up.js';
import type { TimelineText } from './timeline-text.js';

export interface TimelineStep {
  readonly id: string;
  readonly state: TimelineEntry['state'] | 'upcoming';
  readonly entry: TimelineEntry | undefined;
  /** What undoes the step, by whichever run. */
  readonly compensation: TimelineEntry | undefined;
}

/** The steps of an order, each with what undid it. Most orders have no step `capture`. */
export function buildSteps({ data }: Pick<Timeline, 'data'>): readonly TimelineStep[] {
  const latest = (kind: TimelineEntry['kind'], code: string) =>
    data.findLast((entry) => entry.kind === kind && entry.code === code);
  return STEP_IDS.filter((id) => id !== 'capture' || latest('step', id)).map((id) => {
    const entry = latest('step', id);
    return { id, state: entry?.state ?? 'upcoming', entry, compensation: latest('compensation', id) };
  });
}

/** Says what undoing a step did, once it is done; until then, what is to be done. */
export function compensationTitle({ code, outcome }: TimelineEntry, t: TimelineText): string {
  return outcome === null ? lookUp(t.undoing, code) : t.outcomes[outcome];
}

/** The title of an entry of the log. @param statusName - names an order status */
export function entryTitle(entry: TimelineEntry, t: TimelineText, statusName: (status: string) => string): string {
  const { kind, code } = entry;
  switch (kind) {
    case 'status':
      return t.status(statusName(code));
    case 'step':
      return lookUp(t.steps, code);
    case 'compensation':
      return compensationTitle(entry, t);
    case 'refund':
      return code === 'refund' ? t.refundRun : lookUp(t.refund, code);
    case 'return':
      return lookUp({ ...t.returnStep, ...t.return }, code);
    case 'dispute':
      return lookUp(t.dispute, code);
    case 'message':
      return lookUp(t.messages, code);
    case 'follow_up':
      return t.followUp;
  }
}
