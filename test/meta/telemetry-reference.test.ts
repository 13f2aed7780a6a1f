import { SpanKind } from '@opentelemetry/api';
import { expect, it } from 'vitest';
import { METRICS, SPANS, type MetricDefinition, type SpanDefinition } from '../../src/telemetry/names.js';
import { codeSpans, readDocument, tableRows } from '../kit/markdown.js';

const document = readDocument('docs/reference/metrics-and-spans.md');
const spans: readonly SpanDefinition[] = Object.values(SPANS);
const metrics: readonly MetricDefinition[] = Object.values(METRICS);

it('lists every span with its tracer, kind and attributes, and no other', () => {
  const documented = tableRows(document, ['Span', 'Tracer', 'Kind', 'Attributes']).map((row) => [
    ...codeSpans(row.Span),
    ...codeSpans(row.Tracer),
    row.Kind,
    ...codeSpans(row.Attributes),
  ]);
  expect(documented).toEqual(
    spans.map(({ name, scope, kind, attributes }) => [name, scope, SpanKind[kind].toLowerCase(), ...attributes]),
  );
});

it('lists every event of every span, and no other', () => {
  const documented = tableRows(document, ['Span', 'Event']).map((row) => [
    ...codeSpans(row.Span),
    ...codeSpans(row.Event),
  ]);
  expect(documented).toEqual(spans.flatMap(({ name, events }) => events.map((event) => [name, event])));
});

it('lists every metric with its meter, kind, unit and attributes, and no other', () => {
  const documented = tableRows(document, ['Metric', 'Meter', 'Kind', 'Unit', 'Attributes']).map((row) => [
    ...codeSpans(row.Metric),
    ...codeSpans(row.Meter),
    row.Kind,
    ...codeSpans(row.Unit),
    ...codeSpans(row.Attributes),
  ]);
  expect(documented).toEqual(
    metrics.map(({ name, scope, kind, unit, attributes }) => [
      ...[name, scope, kind, unit],
      ...Object.entries(attributes).flatMap(([attribute, values]) => [attribute, ...values]),
    ]),
  );
});
