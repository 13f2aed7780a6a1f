import { PROCESSES, WORKERS } from '../../../src/process/processes.js';
import type { Shop } from './shop.js';
import { eventually, type Stack } from './stack.js';

const SERVICES = ['otel-collector', 'jaeger', 'prometheus'];

/** Sends traces and scrapes metrics; sees a span of an order and a metric of each process. */
export async function observe(stack: Stack, shop: Shop): Promise<string> {
  const profiles = ['--profile', 'cluster', '--profile', 'app', '--profile', 'observability'];
  const flags = ['up', '--detach', '--no-build', '--wait', '--no-deps'];
  const withTraces = ['env', 'OTEL_TRACES_EXPORTER=otlp', 'docker', 'compose', ...profiles, ...flags];
  const ours = ['api', ...WORKERS.map((name) => PROCESSES[name].service)];
  await stack.command(...withTraces, ...SERVICES, ...ours);
  await eventually('an order is confirmed', () => shop.confirm());
  const spans = await eventually('Jaeger has a trace of an order with spans of four services', async () => {
    const answer = await fetch('http://localhost:16686/api/traces?service=api&lookback=1h&limit=50');
    const { data } = (await answer.json()) as { data: { spans: unknown[]; processes: Record<string, unknown> }[] };
    return data.find(({ processes }) => Object.keys(processes).length >= 4)?.spans.length;
  });
  const targets = await eventually('Prometheus reaches every process and has a metric of an order', async () => {
    const up = await query('up{job=~"api|gateway|orders|inventory|payments|temporal"}');
    const orders = await query('{__name__=~"order_create_count.*"}');
    return up.length > 0 && up.every(({ value }) => value[1] === '1') && orders.length > 0 ? up.length : undefined;
  });
  // Without the setting, the processes run as before.
  await stack.command('docker', 'compose', ...profiles, ...flags, ...ours);
  return `a trace with ${spans} spans, ${targets} targets`;
}

async function query(expression: string): Promise<{ value: [number, string] }[]> {
  const answer = await fetch(`http://localhost:9090/api/v1/query?query=${encodeURIComponent(expression)}`);
  return ((await answer.json()) as { data: { result: { value: [number, string] }[] } }).data.result;
}
