import type { OrderRun } from '../client.js';
import { useText } from '../i18n/use-language.js';
import { Icon } from '../ui/icons.js';
import { text as commonText } from '../ui/text.js';
import { text } from './text.js';

/** Links the order to its workflow execution in Temporal and to its trace, for operators. */
export function RunDetails({ run }: { readonly run: OrderRun }) {
  const { run: t } = useText(text);
  const { newTab } = useText(commonText);
  return (
    <section class="card" aria-labelledby="run">
      <h2 id="run">{t.heading}</h2>
      <dl class="run-details">
        <dt>{t.workflow}</dt>
        <dd class="mono">{run.workflow_id}</dd>
        <dt>{t.trace}</dt>
        <dd class="mono">{run.trace_id ?? t.notTraced}</dd>
      </dl>
      {run.web_ui_url !== null && (
        <a class="button" href={run.web_ui_url} target="_blank" rel="noopener noreferrer">
          {t.open} <Icon name="link" />
          <span class="visually-hidden">{newTab}</span>
        </a>
      )}
    </section>
  );
}
