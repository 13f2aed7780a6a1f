import type { DataConverter } from '@temporalio/common';
import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import { ConfigurationError, readConfig } from '../config/config.js';
import { encryptingDataConverter } from './data-converter.js';

/** How to connect to Temporal and how to encrypt payloads. */
export interface TemporalSettings extends ClientConnectConfig {
  /** Every client, worker and replay must use it. Absent when payloads are not encrypted. */
  readonly dataConverter?: DataConverter;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Each is set as `<NAME>_PATH` (a file) or `<NAME>_DATA` (the PEM text). */
const CLIENT_CERTIFICATE_VARIABLES = ['TEMPORAL_TLS_CLIENT_CERT', 'TEMPORAL_TLS_CLIENT_KEY'] as const;
const FILE_VARIABLES = [...CLIENT_CERTIFICATE_VARIABLES, 'TEMPORAL_TLS_SERVER_CA_CERT'].map((name) => `${name}_PATH`);

/**
 * Reads the Temporal variables and profile as the Temporal CLI does, and the payload keys.
 *
 * @throws ConfigurationError that names the variable
 */
export function readTemporalSettings(environment: Environment = process.env): TemporalSettings {
  const { TEMPORAL_API_KEY, TEMPORAL_PAYLOAD_KEYS } = readConfig(
    ['TEMPORAL_API_KEY', 'TEMPORAL_PAYLOAD_KEYS'],
    environment,
  );
  const nonEmpty = Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const variables: Record<string, string> = {
    ...Object.fromEntries(nonEmpty),
    ...(TEMPORAL_API_KEY && { TEMPORAL_API_KEY }),
  };
  rejectIncompleteClientCertificate(variables);
  return {
    ...loadConnectConfig(variables),
    ...(TEMPORAL_PAYLOAD_KEYS && { dataConverter: encryptingDataConverter(TEMPORAL_PAYLOAD_KEYS) }),
  };
}

/** Whether payloads are encrypted. */
export function isEncrypting(): boolean {
  return readConfig(['TEMPORAL_PAYLOAD_KEYS']).TEMPORAL_PAYLOAD_KEYS !== undefined;
}

function loadConnectConfig(environment: Record<string, string>): ClientConnectConfig {
  try {
    return loadClientConnectConfig({ overrideEnvVars: environment });
  } catch (error) {
    const { path, code, message } = error as NodeJS.ErrnoException;
    const variable = FILE_VARIABLES.find((name) => path !== undefined && environment[name] === path);
    if (variable !== undefined) throw new ConfigurationError(`${variable}: ${path} cannot be read: ${code}`);
    // Later lines quote the profile, which may contain secrets.
    throw new ConfigurationError(`TEMPORAL_PROFILE, TEMPORAL_CONFIG_FILE: ${message.split('\n')[0]}`);
  }
}

/** The library ignores a certificate without a key, and the server would then report a missing certificate. */
function rejectIncompleteClientCertificate(environment: Record<string, string>): void {
  const has = (name: string) => `${name}_PATH` in environment || `${name}_DATA` in environment;
  const [certificate, key] = CLIENT_CERTIFICATE_VARIABLES;
  if (has(certificate) === has(key)) return;
  const [present, missing] = has(certificate) ? [certificate, key] : [key, certificate];
  throw new ConfigurationError(`${missing}_PATH: must be set together with ${present}_PATH`);
}
