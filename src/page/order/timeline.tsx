import type { Timeline as TimelineData } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import { joinParts } from '../ui/join-parts.js';
import { Icon, type IconName } from '../ui/icons.js';
import { lookUp } from '../ui/look-up.js';
import { formatDuration } from './durations.js';
import { buildSteps, compensationTitle, type TimelineStep } from './timeline-steps.js';
import { timelineText } from './timeline-text.js';

const ICONS: Readonly<Record<TimelineStep['state'], IconName | undefined>> = {
  upcoming: undefined,
  running: undefined,
  retrying: undefined,
  waiting: 'waiting',
  done: 'done',
  failed: 'failed',
  cancelled: 'failed',
};

/** A step that is retried is still in progress. */
const CLASSES: Readonly<Partial<Record<TimelineStep['state'], string>>> = { retrying: 'running', cancelled: 'failed' };

/** The steps of the saga from left to right, each with its compensation below. */
export function Timeline({ timeline }: { readonly timeline: Pick<TimelineData, 'data' | 'undo'> }) {
  const t = useText(timelineText);
  const steps = buildSteps(timeline);
  return (
    <section class="card timeline-card" aria-labelledby="timeline">
      <h2 id="timeline" class="visually-hidden">
        {t.heading}
      </h2>
      <ol class="timeline">
        {steps.map((step, index) => (
          <Step
            key={step.id}
            step={step}
            notStartedLabel={timeline.undo === 'none' ? t.upcoming : t.notReached}
            compensationContinues={steps[index - 1]?.compensation !== undefined}
          />
        ))}
      </ol>
      {timeline.undo !== 'none' && (
        <p class={`legend small ${timeline.undo}`}>
          <Icon name="compensated" /> {t.undo[timeline.undo]}
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
  const t = useText(timelineText);
  const formats = useFormats();
  const { id, state, entry, compensation } = step;
  const icon = ICONS[state];
  const elapsed = entry?.ended_at ? formatDuration(entry.at, entry.ended_at, formats) : undefined;
  const attempts = (entry?.attempts ?? 1) > 1 ? t.attempts(entry?.attempts ?? 1) : undefined;
  return (
    <li class={`step ${CLASSES[state] ?? state} ${compensation ? 'compensated' : ''}`}>
      <span class="node">{icon && <Icon name={icon} />}</span>
      <span class="step-title">{lookUp(t.steps, id)}</span>
      <span class="step-state small">
        {joinParts(t.separator, state === 'upcoming' ? notStartedLabel : t.states[state], elapsed, attempts)}
      </span>
      {compensation && (
        <span
          class={`compensation ${compensation.state === 'retrying' ? 'stuck' : compensation.state} ${compensationContinues ? 'continues' : ''}`}
        >
          <span class="compensation-node">
            <Icon
              name={compensation.state === 'failed' || compensation.state === 'retrying' ? 'failed' : 'compensated'}
            />
          </span>
          <span class="compensation-title">{compensationTitle(compensation, t)}</span>
          {compensation.state !== 'done' && <span class="small">{t.states[compensation.state]}</span>}
        </span>
      )}
    </li>
  );
}
