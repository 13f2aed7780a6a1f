import type { OrderRun } from '../client/types.js';
import { Icon, type IconName } from '../ui/icons.js';
import { timelineOf, type TimelineStep } from './steps.js';
import { duration } from './wording.js';

const WORDS: Readonly<Record<Exclude<TimelineStep['state'], 'ahead'>, string>> = {
  running: 'under way',
  waiting: 'waits for the customer',
  done: 'done',
  failed: 'not done',
};

const UNDO_WORDS: Readonly<Record<NonNullable<TimelineStep['undo']>['state'], string>> = {
  running: 'under way',
  done: 'completed',
  failed: 'failed',
  stuck: 'stuck, being tried again',
};

const ICONS: Readonly<Record<TimelineStep['state'], IconName | undefined>> = {
  ahead: undefined,
  running: undefined,
  waiting: 'waiting',
  done: 'done',
  failed: 'failed',
};

/** The steps of the order in their order; below each, what took it back. */
export function Timeline({ run }: { readonly run: OrderRun }) {
  const steps = timelineOf(run);
  const rollsBack = steps.some(({ undo }) => undo);
  return (
    <section class="card timeline-card" aria-labelledby="timeline">
      <h2 id="timeline" class="hidden">
        Steps
      </h2>
      <ol class={`timeline ${rollsBack ? 'rolls-back' : ''}`}>
        {steps.map((step, index) => (
          <Step
            key={step.title}
            step={step}
            ahead={rollsBack ? 'not reached' : 'to come'}
            undoGoesOn={steps[index - 1]?.undo !== undefined}
          />
        ))}
      </ol>
      {rollsBack && (
        <p class="legend small">
          <Icon name="undone" /> What had been done was undone, the last first.
        </p>
      )}
    </section>
  );
}

interface StepProps {
  readonly step: TimelineStep;
  /** The words for a step that was not begun. */
  readonly ahead: string;
  /** True when the step before is undone after this one. */
  readonly undoGoesOn: boolean;
}

function Step({ step, ahead, undoGoesOn }: StepProps) {
  const { title, state, record, undo } = step;
  const icon = ICONS[state];
  const taken = record?.ended_at ? duration(record.started_at, record.ended_at) : undefined;
  return (
    <li class={`step ${state} ${undo ? 'undone' : ''}`}>
      <span class="node">{icon && <Icon name={icon} />}</span>
      <span class="step-title">{title}</span>
      <span class="step-state small">
        {state === 'ahead' ? ahead : WORDS[state]}
        {taken !== undefined && <span class="taken">, {taken}</span>}
      </span>
      {undo && (
        <span class={`undo ${undo.state} ${undoGoesOn ? 'goes-on' : ''}`}>
          <span class="undo-node">
            <Icon name={undo.state === 'failed' || undo.state === 'stuck' ? 'failed' : 'undone'} />
          </span>
          <span class="undo-title">{undo.title}</span>
          <span class="small">{UNDO_WORDS[undo.state]}</span>
        </span>
      )}
    </li>
  );
}
