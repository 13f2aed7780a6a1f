import { SECRETS, VARIABLES } from '../../src/config/config.js';

/** Variables that the Temporal and OpenTelemetry SDKs read. */
const THIRD_PARTY_VARIABLES = [
  /^TEMPORAL_(ADDRESS|NAMESPACE|PROFILE|CONFIG_FILE|TLS|TLS_SERVER_NAME|TLS_(CLIENT_CERT|CLIENT_KEY|SERVER_CA_CERT)_PATH)$/,
  /^OTEL_(TRACES_EXPORTER|METRICS_EXPORTER|TRACES_SAMPLER|TRACES_SAMPLER_ARG|EXPORTER_OTLP_ENDPOINT)$/,
];

const ownVariables = new Set(Object.keys(VARIABLES));

/** Whether a process of the project reads a variable. */
export function isKnownVariable(variable: string): boolean {
  const [, secret] = /^(.+)_FILE$/.exec(variable) ?? [];
  if (secret !== undefined && (SECRETS as readonly string[]).includes(secret)) return true;
  return ownVariables.has(variable) || THIRD_PARTY_VARIABLES.some((pattern) => pattern.test(variable));
}
