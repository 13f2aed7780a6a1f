import { SpanKind } from '@opentelemetry/api';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PROBLEMS } from '../../src/api/problems.js';
import { ORDER_STEPS } from '../../src/contracts/steps.js';
import { problemText } from '../../src/page/ui/problem-text.js';
import { SPANS, type SpanDefinition } from '../../src/telemetry/names.js';

/** A row of a table: the first cells recognise it, and the rest is written when the row is missing. */
interface Row {
  readonly key: readonly string[];
  readonly cells: readonly string[];
}

/** Adds the rows that the reference lacks, each below the row before it. @returns the files that changed */
export async function addMissingRows(root: string): Promise<string[]> {
  const changed: string[] = [];
  for (const [file, rows] of [
    ['docs/reference/metrics-and-spans.md', [...spanRows(), ...eventRows()]],
    ['docs/reference/errors.md', errorRows()],
  ] as const) {
    const absolute = path.join(root, file);
    const text = await readFile(absolute, 'utf8');
    const added = withRows(text, rows);
    if (added === text) continue;
    await writeFile(absolute, await format(added, { ...(await resolveConfig(absolute)), parser: 'markdown' }));
    changed.push(file);
  }
  return changed;
}

function withRows(text: string, rows: readonly Row[]): string {
  const lines = text.split('\n');
  const find = ({ key }: Row) => {
    const start = `|${key.join('|')}|`;
    return lines.findIndex((line) => line.replaceAll(/ *\| */g, '|').startsWith(start));
  };
  let above = -1;
  for (const row of rows) {
    const found = find(row);
    if (found < 0 && above >= 0) lines.splice(above + 1, 0, `| ${[...row.key, ...row.cells].join(' | ')} |`);
    above = found < 0 ? above + 1 : found;
  }
  return lines.join('\n');
}

const code = (text: string) => `\`${text}\``;
const spans: readonly SpanDefinition[] = Object.values(SPANS);

function spanRows(): Row[] {
  const steps = new Map<string, string>(Object.values(ORDER_STEPS).map(({ span, name }) => [span.name, name]));
  return spans.map(({ name, scope, kind, attributes }) => ({
    key: [code(name), code(scope)],
    cells: [
      SpanKind[kind].toLowerCase(),
      attributes.map(code).join(', '),
      steps.has(name) ? `the step "${steps.get(name)}"` : '',
    ],
  }));
}

function eventRows(): Row[] {
  const steps = new Map<string, string>(
    Object.values(ORDER_STEPS).flatMap((step): [string, string][] => [
      [step.completedEvent, `the step "${step.name}" is done`],
      ...('compensation' in step
        ? [[step.compensation.startedEvent, `the compensation of "${step.name}" starts`] as [string, string]]
        : []),
    ]),
  );
  return spans.flatMap(({ name, events }) =>
    events.map((event) => ({ key: [code(name), code(event)], cells: [steps.get(event) ?? ''] })),
  );
}

function errorRows(): Row[] {
  return Object.entries(PROBLEMS).map(([problem, { status, title }]) => ({
    key: [`<a id="${problem}"></a>${code(problem)}`, String(status)],
    cells: [title, (problemText.en.codes[problem] ?? '').replace(/^.*?\. (?=.)/, '').replace(/\.$/, '')],
  }));
}
