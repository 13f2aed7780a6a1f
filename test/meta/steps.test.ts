import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { ORDER_STEPS } from '../../src/contracts/steps.js';
import { SPANS } from '../../src/telemetry/names.js';
import { STEPS } from '../../src/workflows/steps.js';

const readFile = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it('names an alert of Prometheus for each step', () => {
  const { groups } = parse(readFile('temporal-docker/prometheus/alerts.yml')) as {
    groups: { rules: { alert: string }[] }[];
  };
  const alerts = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
  const missing = Object.values(ORDER_STEPS).filter(({ alert }) => !alerts.includes(alert));
  expect(missing.map(({ id, alert }) => `temporal-docker/prometheus/alerts.yml: add ${alert}, for ${id}`)).toEqual([]);
});

it('gives each step its own id, activity, span and events', () => {
  const steps = Object.values(STEPS);
  for (const values of [
    steps.map(({ id }) => id),
    steps.map(({ activity }) => activity),
    steps.map(({ span }) => span.name),
    steps.map(({ completedEvent }) => completedEvent),
    steps.flatMap((step) => ('compensation' in step ? [step.compensation.startedEvent] : [])),
  ])
    expect(new Set<string>(values).size).toBe(values.length);
  expect(Object.keys(STEPS)).toEqual(Object.keys(ORDER_STEPS));
  expect(steps.map(({ completedEvent }) => completedEvent)).toEqual(SPANS.executeSaga.events);
});

it('runs the steps in the order of the table, so that the page lists them as they happen', () => {
  const run = [...readFile('src/workflows/place-order.ts').matchAll(/saga\.step\(STEPS\.(\w+)/g)];
  expect(run.map(([, name]) => name)).toEqual(Object.keys(STEPS));
});
