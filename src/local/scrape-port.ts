/** Those that Prometheus scrapes, in the order of their ports. */
const SCRAPED = ['api', 'orders', 'inventory', 'payments', 'gateway'];

const FIRST_PORT = 9464;

/**
 * Where a part of the stack answers scrapes, when that is asked for: the parts share a machine, so each has a port of its
 * own, two apart, for the Temporal SDK's metrics take the next one.
 */
export function scrapePort(part: string): Record<string, string> {
  const { OTEL_METRICS_EXPORTER = '', OTEL_EXPORTER_PROMETHEUS_PORT } = process.env;
  const at = SCRAPED.indexOf(part);
  if (at < 0 || !OTEL_METRICS_EXPORTER.includes('prometheus')) return {};
  const first = Number(OTEL_EXPORTER_PROMETHEUS_PORT ?? FIRST_PORT);
  return { OTEL_EXPORTER_PROMETHEUS_PORT: String(first + 2 * at) };
}
