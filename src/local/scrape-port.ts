import { PROCESS_NAMES } from '../process/processes.js';

const FIRST_PORT = 9464;

/**
 * The variable that gives each service its scrape port, when the Prometheus exporter is enabled. Ports are two apart, because
 * the Temporal SDK of a worker serves its metrics on the next port.
 */
export function scrapePortEnvironment(service: string): Record<string, string> {
  const { OTEL_METRICS_EXPORTER = '', OTEL_EXPORTER_PROMETHEUS_PORT } = process.env;
  const index = PROCESS_NAMES.findIndex((name) => name === service);
  if (index < 0 || !OTEL_METRICS_EXPORTER.includes('prometheus')) return {};
  const firstPort = Number(OTEL_EXPORTER_PROMETHEUS_PORT ?? FIRST_PORT);
  return { OTEL_EXPORTER_PROMETHEUS_PORT: String(firstPort + 2 * index) };
}
