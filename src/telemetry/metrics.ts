import { metrics, type MeterProvider } from '@opentelemetry/api';
import type { METRICS, MetricDefinition } from './names.js';

type Metric = (typeof METRICS)[keyof typeof METRICS];
type MetricOfKind<K extends Metric['kind']> = Extract<Metric, { kind: K }>;
type AttributesOf<M extends Metric> = Readonly<Record<keyof M['attributes'], string>>;

/** Keyed by provider: an instrument created before telemetry starts belongs to the no-op provider and must not be reused. */
const instruments = new WeakMap<MeterProvider, Map<string, unknown>>();

export function count<M extends MetricOfKind<'counter'>>(metric: M, attributes: AttributesOf<M>): void {
  instrument(metric, (meter, options) => meter.createCounter(metric.name, options)).add(1, attributes);
}

/** @param value - in the metric's unit */
export function record<M extends MetricOfKind<'histogram'>>(
  metric: M,
  value: number,
  attributes: AttributesOf<M>,
): void {
  instrument(metric, (meter, options) => meter.createHistogram(metric.name, options)).record(value, attributes);
}

/**
 * Reports a gauge at every collection.
 *
 * @param read - returns the current values, in the metric's unit, with their attributes
 * @returns a function that stops reporting
 */
export function observe<M extends MetricOfKind<'gauge'>>(
  metric: M,
  read: () => Promise<readonly (readonly [value: number, attributes: AttributesOf<M>])[]>,
): () => void {
  const gauge = instrument(metric, (meter, options) => meter.createObservableGauge(metric.name, options));
  const callback: Parameters<typeof gauge.addCallback>[0] = async (result) => {
    for (const [value, attributes] of await read()) result.observe(value, attributes);
  };
  gauge.addCallback(callback);
  return () => gauge.removeCallback(callback);
}

type Meter = ReturnType<MeterProvider['getMeter']>;

function instrument<I>(
  { name, scope, unit, description }: MetricDefinition,
  create: (meter: Meter, options: { unit: string; description: string }) => I,
): I {
  const provider = metrics.getMeterProvider();
  const byName = instruments.get(provider) ?? new Map<string, unknown>();
  instruments.set(provider, byName);
  const existing = byName.get(name) as I | undefined;
  if (existing) return existing;
  const created = create(provider.getMeter(scope), { unit, description });
  byName.set(name, created);
  return created;
}
