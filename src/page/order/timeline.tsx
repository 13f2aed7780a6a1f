import type { OrderRun } from '../client/types.js';
import { Icon, type IconName } from '../ui/icons.js';
import { buildTimeline, type TimelineStep } from './timeline-steps.js';
import { formatDuration } from './order-messages.js';

const STATE_LABELS: Readonly<Record<Exclude<TimelineStep['state'], 'upcoming'>, string>> = {
  running: 'under way',
  waiting: 'waits for the customer',
  done: 'done',
  failed: 'not done',
};

const COMPENSATION_LABELS: Readonly<Record<NonNullable<TimelineStep['compensation']>['state'], string>> = {
  running: 'under way',
  done: 'completed',
  failed: 'failed',
  stuck: 'stuck, being tried again',
};

const ICONS: Readonly<Record<TimelineStep['state'], IconName | undefined>> = {
  upcoming: undefined,
  running: undefined,
  waiting: 'waiting',
  done: 'done',
  failed: 'failed',
};

/** The steps of the order in their order; below each, what took it back. */
export function Timeline({ run }: { readonly run: OrderRun }) {
  const steps = buildTimeline(run);
  const hasCompensations = steps.some(({ compensation }) => compensation);
  return (
    <section class="card timeline-card" aria-labelledby="timeline">
      <h2 id="timeline" class="hidden">
        Steps
      </h2>
      <ol class={`timeline ${hasCompensations ? 'rolls-back' : ''}`}>
        {steps.map((step, index) => (
          <Step
            key={step.title}
            step={step}
            notStartedLabel={hasCompensations ? 'not reached' : 'to come'}
            compensationContinues={steps[index - 1]?.compensation !== undefined}
          />
        ))}
      </ol>
      {hasCompensations && (
        <p class="legend small">
          <Icon name="compensated" /> What had been done was undone, the last first.
        </p>
      )}
    </section>
  );
}

interface StepProps {
  readonly step: TimelineStep;
  /** The words for a step that was not begun. */
  readonly notStartedLabel: string;
  /** True when the step before is undone after this one. */
  readonly compensationContinues: boolean;
}

function Step({ step, notStartedLabel, compensationContinues }: StepProps) {
  const { title, state, record, compensation } = step;
  const icon = ICONS[state];
  const elapsed = record?.ended_at ? formatDuration(record.started_at, record.ended_at) : undefined;
  return (
    <li class={`step ${state} ${compensation ? 'undone' : ''}`}>
      <span class="node">{icon && <Icon name={icon} />}</span>
      <span class="step-title">{title}</span>
      <span class="step-state small">
        {state === 'upcoming' ? notStartedLabel : STATE_LABELS[state]}
        {elapsed !== undefined && <span class="taken">, {elapsed}</span>}
      </span>
      {compensation && (
        <span class={`undo ${compensation.state} ${compensationContinues ? 'goes-on' : ''}`}>
          <span class="undo-node">
            <Icon name={compensation.state === 'failed' || compensation.state === 'stuck' ? 'failed' : 'compensated'} />
          </span>
          <span class="undo-title">{compensation.title}</span>
          <span class="small">{COMPENSATION_LABELS[compensation.state]}</span>
        </span>
      )}
    </li>
  );
}
