import { useState } from 'preact/hooks';
import { unwrap } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { downloadBlob } from '../ui/download.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';
import { readImport, type ImportReport } from './import-report.js';
import { text } from './text.js';

interface Props {
  readonly session: Session;
  readonly onImport: () => void;
}

/** Exports the catalogue, and imports a CSV file after a preview of what it would do. */
export function ImportForm({ session: { client }, onImport }: Props) {
  const t = useText(text);
  const { number } = useFormats();
  const [file, setFile] = useState<File>();
  const [report, setReport] = useState<ImportReport & { readonly isPreview: boolean }>();
  const send = useAction(async (isPreview: boolean) => {
    if (!file) return;
    const answer = await unwrap(
      client.POST('/v1/products/import', {
        params: { query: isPreview ? { preview: 'true' } : {} },
        body: await file.text(),
        bodySerializer: (body: string) => body,
        headers: { 'Content-Type': 'text/csv' },
        parseAs: 'text',
      }),
    );
    setReport({ ...readImport(answer), isPreview });
    if (!isPreview) onImport();
  });
  const save = useAction(async () => {
    downloadBlob(await unwrap(client.GET('/v1/products/export', { parseAs: 'blob' })), 'products.csv');
  });
  const { created, changed, unchanged, rejected } = report?.summary ?? {};
  return (
    <details class="card">
      <summary>{t.import}</summary>
      <div class="console">
        <p class="muted small">{t.importHint}</p>
        <label class="field">
          <span>{t.file}</span>
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => {
              setFile(event.currentTarget.files?.[0]);
              setReport(undefined);
            }}
          />
        </label>
        <div class="buttons">
          <button type="button" class="button" aria-disabled={send.busy || !file} onClick={() => send.run(true)}>
            {send.busy ? t.importing : t.preview}
          </button>
          {report?.isPreview && (
            <button type="button" class="button primary" aria-disabled={send.busy} onClick={() => send.run(false)}>
              {t.runImport}
            </button>
          )}
          <button type="button" class="button quiet" aria-disabled={save.busy} onClick={() => save.run()}>
            {save.busy ? t.exporting : t.export}
          </button>
        </div>
        <ProblemNotice error={send.error ?? save.error} />
        {report && (
          <div role="status">
            <p>
              {report.isPreview ? t.previewed : t.imported}{' '}
              {t.summary({
                created: number(created ?? 0),
                changed: number(changed ?? 0),
                unchanged: number(unchanged ?? 0),
                rejected: number(rejected ?? 0),
              })}
            </p>
            <ul>
              {report.errors.map(({ line, sku, error }) => (
                <li key={line} class="log-error small">
                  {t.lineError(number(line), sku, error)}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </details>
  );
}
