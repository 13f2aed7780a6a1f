import type { OrderRun } from '../client.js';
import { Icon, type IconName } from '../ui/icons.js';
import { buildTimeline, type TimelineStep } from './timeline-steps.js';
import { formatDuration } from './order-messages.js';

const STATE_LABELS: Readonly<Record<Exclude<TimelineStep['state'], 'upcoming'>, string>> = {
  running: 'in progress',
  waiting: 'waiting for the customer',
  done: 'done',
  failed: 'failed',
};

const COMPENSATION_LABELS: Readonly<Record<NonNullable<TimelineStep['compensation']>['state'], string>> = {
  running: 'in progress',
  done: 'completed',
  failed: 'failed',
  stuck: 'failing, retrying',
};

const ICONS: Readonly<Record<TimelineStep['state'], IconName | undefined>> = {
  upcoming: undefined,
  running: undefined,
  waiting: 'waiting',
  done: 'done',
  failed: 'failed',
};

/** The steps of the saga from left to right, each with its compensation below. */
export function Timeline({ run }: { readonly run: OrderRun }) {
  const steps = buildTimeline(run);
  const hasCompensations = steps.some(({ compensation }) => compensation);
  return (
    <section class="card timeline-card" aria-labelledby="timeline">
      <h2 id="timeline" class="visually-hidden">
        Steps
      </h2>
      <ol class="timeline">
        {steps.map((step, index) => (
          <Step
            key={step.title}
            step={step}
            notStartedLabel={hasCompensations ? 'not reached' : 'upcoming'}
            compensationContinues={steps[index - 1]?.compensation !== undefined}
          />
        ))}
      </ol>
      {hasCompensations && (
        <p class="legend small">
          <Icon name="compensated" /> Completed steps were undone in reverse order.
        </p>
      )}
    </section>
  );
}

interface StepProps {
  readonly step: TimelineStep;
  /** The label of a step that has not started. */
  readonly notStartedLabel: string;
  /** Whether the previous step is compensated too, after this one. */
  readonly compensationContinues: boolean;
}

function Step({ step, notStartedLabel, compensationContinues }: StepProps) {
  const { title, state, record, compensation } = step;
  const icon = ICONS[state];
  const elapsed = record?.ended_at ? formatDuration(record.started_at, record.ended_at) : undefined;
  return (
    <li class={`step ${state} ${compensation ? 'compensated' : ''}`}>
      <span class="node">{icon && <Icon name={icon} />}</span>
      <span class="step-title">{title}</span>
      <span class="step-state small">
        {state === 'upcoming' ? notStartedLabel : STATE_LABELS[state]}
        {elapsed !== undefined && <span class="duration">, {elapsed}</span>}
      </span>
      {compensation && (
        <span class={`compensation ${compensation.state} ${compensationContinues ? 'continues' : ''}`}>
          <span class="compensation-node">
            <Icon name={compensation.state === 'failed' || compensation.state === 'stuck' ? 'failed' : 'compensated'} />
          </span>
          <span class="compensation-title">{compensation.title}</span>
          <span class="small">{COMPENSATION_LABELS[compensation.state]}</span>
        </span>
      )}
    </li>
  );
}
