import type { OrderRun } from '../client.js';
import { Icon } from '../ui/icons.js';

/** Links the order to its workflow execution in Temporal and to its trace. */
export function RunDetails({ run }: { readonly run: OrderRun }) {
  return (
    <section class="card" aria-labelledby="run">
      <h2 id="run">Behind the scenes</h2>
      <dl class="run-details">
        <dt>Workflow</dt>
        <dd class="mono">{run.workflow_id}</dd>
        <dt>Trace</dt>
        <dd class="mono">{run.trace_id ?? 'not traced'}</dd>
      </dl>
      {run.web_ui_url !== null && (
        <a class="button" href={run.web_ui_url} target="_blank" rel="noopener noreferrer">
          Open in Temporal <Icon name="link" />
          <span class="visually-hidden">(opens in a new tab)</span>
        </a>
      )}
    </section>
  );
}
