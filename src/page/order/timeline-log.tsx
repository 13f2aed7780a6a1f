import type { Timeline, TimelineEntry } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import { lookUp } from '../ui/look-up.js';
import { joinParts } from '../ui/join-parts.js';
import { Icon } from '../ui/icons.js';
import { Notice } from '../ui/notice.js';
import { formatDuration } from './durations.js';
import { entryReason } from './entry-reason.js';
import { refundText } from './refund-text.js';
import { text as orderText } from './text.js';
import { entryTitle } from './timeline-steps.js';
import { timelineText } from './timeline-text.js';

/** Everything that happened to an order, oldest first, with its runs for operators. */
export function TimelineLog({ timeline }: { readonly timeline: Timeline }) {
  const t = useText(timelineText);
  return (
    <section class="card" aria-labelledby="timeline-log">
      <h2 id="timeline-log">{t.log}</h2>
      {!timeline.runs_known && <Notice tone="warning">{t.unknownRuns}</Notice>}
      <ol class="dated timeline-log">
        {timeline.data.map((entry) => (
          <LogEntry key={entry.kind + entry.code + entry.at} entry={entry} currency={timeline.currency} />
        ))}
      </ol>
      {timeline.runs.length > 0 && <Runs runs={timeline.runs} />}
    </section>
  );
}

function LogEntry({ entry, currency }: { readonly entry: TimelineEntry; readonly currency: string }) {
  const t = useText(timelineText);
  const order = useText(orderText);
  const formats = useFormats();
  const statusName = (status: string) => (order.statuses as Record<string, string>)[status] ?? status;
  const details = joinParts(
    t.separator,
    entry.amount === null ? undefined : formats.money(entry.amount, currency),
    entry.kind === 'status' || entry.kind === 'dispute' || entry.state === 'done' ? undefined : t.states[entry.state],
    entryReason(entry, order, useText(refundText)),
    entry.actor === 'customer' || entry.actor === 'operator' ? t.actors[entry.actor] : undefined,
    entry.ended_at === null ? undefined : formatDuration(entry.at, entry.ended_at, formats),
    (entry.attempts ?? 1) > 1 ? t.attempts(entry.attempts ?? 1) : undefined,
    entry.next_try_at === null ? undefined : t.nextTry(formats.exactTime(entry.next_try_at)),
  );
  return (
    <li>
      <span>
        <strong>{entryTitle(entry, t, statusName)}</strong> <span class="muted">{details}</span>
      </span>
      {entry.last_error !== null && (
        <span class="log-error small" lang="en">
          {t.lastError(entry.last_error)}
        </span>
      )}
      <time class="muted small" dateTime={entry.at}>
        {formats.exactTime(entry.at)}
      </time>
    </li>
  );
}

function Runs({ runs }: Pick<Timeline, 'runs'>) {
  const t = useText(timelineText);
  const { exactTime } = useFormats();
  return (
    <div class="runs">
      <h3>{t.runs}</h3>
      <ul class="dated">
        {runs.map((run) => (
          <li key={run.run_id}>
            <span>
              {t.runStatus(run.type, lookUp(t.runStatuses, run.status))}
              {run.superseded && <span class="muted"> {t.superseded}</span>}
            </span>
            <span class="mono small long">{run.workflow_id}</span>
            <span class="small run-links">
              <RunLink url={run.web_ui_url} label={t.openRun} /> <RunLink url={run.trace_url} label={t.openTrace} />
            </span>
            <time class="muted small" dateTime={run.started_at}>
              {exactTime(run.started_at)}
            </time>
          </li>
        ))}
      </ul>
    </div>
  );
}

function RunLink({ url, label }: { readonly url: string | null; readonly label: string }) {
  const { newTab } = useText(timelineText);
  if (url === null) return null;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {label} <Icon name="link" />
      <span class="visually-hidden">{newTab}</span>
    </a>
  );
}
