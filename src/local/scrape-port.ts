/** Those that Prometheus scrapes, in the order of their ports. */
const SCRAPED_SERVICES = ['api', 'orders', 'inventory', 'payments', 'gateway'];

const FIRST_PORT = 9464;

/**
 * Where a part of the stack answers scrapes, when that is asked for: the parts share a machine, so each has a port of its
 * own, two apart, for the Temporal SDK's metrics take the next one.
 */
export function scrapePortEnvironment(service: string): Record<string, string> {
  const { OTEL_METRICS_EXPORTER = '', OTEL_EXPORTER_PROMETHEUS_PORT } = process.env;
  const index = SCRAPED_SERVICES.indexOf(service);
  if (index < 0 || !OTEL_METRICS_EXPORTER.includes('prometheus')) return {};
  const firstPort = Number(OTEL_EXPORTER_PROMETHEUS_PORT ?? FIRST_PORT);
  return { OTEL_EXPORTER_PROMETHEUS_PORT: String(firstPort + 2 * index) };
}
