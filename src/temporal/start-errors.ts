import { StartError } from '../config/config.js';
import { tlsConfigurationError } from './tls-errors.js';

/** Error messages of the SDK's Rust core and of the server, and what they mean. The first match counts. */
const CAUSES: readonly (readonly [pattern: RegExp, variable: string, explanation: string])[] = [
  [
    /namespace \S* ?(is|was) not found|NamespaceNotFound|Namespace not found/i,
    'TEMPORAL_NAMESPACE',
    'the namespace does not exist. Create it, or correct its name.',
  ],
  [
    /Unauthenticated|PermissionDenied|Request unauthorized|invalid api key/i,
    'TEMPORAL_API_KEY',
    'Temporal rejects the credentials. Correct the key, or grant it the namespace.',
  ],
  [
    /Connection refused|ECONNREFUSED/i,
    'TEMPORAL_ADDRESS',
    'the connection was refused. Start Temporal, or correct the address.',
  ],
  [
    /failed to lookup|dns error|ENOTFOUND|EAI_AGAIN|Name or service not known/i,
    'TEMPORAL_ADDRESS',
    'the host is unknown. Correct the address.',
  ],
  [
    /deadline|timed? ?out|ETIMEDOUT|DEADLINE_EXCEEDED/i,
    'TEMPORAL_ADDRESS',
    'it did not answer in time. Check that Temporal runs and that this machine can reach it.',
  ],
  [
    /transport|connect|UNAVAILABLE|InvalidUri|invalid/i,
    'TEMPORAL_ADDRESS',
    'the connection failed. Start Temporal, or correct the address.',
  ],
];

/**
 * Explains why a process cannot use Temporal, in one line.
 *
 * @param address - host and port of the server
 * @returns a ConfigurationError when a TLS setting is wrong; the error itself when it is not about the connection
 */
export function temporalStartError(error: unknown, address = 'localhost:7233'): unknown {
  const text = messages(error);
  const [, variable, explanation] = CAUSES.find(([pattern]) => pattern.test(text)) ?? [];
  return (
    tlsConfigurationError(error) ??
    (explanation === undefined
      ? error
      : new StartError(`${variable}: cannot use Temporal at ${address}: ${explanation}`, { cause: error }))
  );
}

function messages(error: unknown): string {
  return error instanceof Error ? `${error.message} ${messages(error.cause)}` : '';
}
