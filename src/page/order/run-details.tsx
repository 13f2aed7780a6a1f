import type { OrderRun } from '../client/types.js';
import { Icon } from '../ui/icons.js';

/** Where to look on: the run in Temporal and its trace. */
export function RunDetails({ run }: { readonly run: OrderRun }) {
  return (
    <section class="card" aria-labelledby="run">
      <h2 id="run">Behind the scenes</h2>
      <dl class="facts">
        <dt>Workflow</dt>
        <dd class="mono">{run.workflow_id}</dd>
        <dt>Trace</dt>
        <dd class="mono">{run.trace_id ?? 'not traced'}</dd>
      </dl>
      {run.web_ui_url !== null && (
        <a class="button" href={run.web_ui_url} target="_blank" rel="noopener noreferrer">
          Open in Temporal <Icon name="link" />
          <span class="hidden">(opens in a new tab)</span>
        </a>
      )}
    </section>
  );
}
