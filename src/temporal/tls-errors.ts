import { ConfigurationError } from '../config/config.js';

const CLIENT_PAIR = 'TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH';

/** What the two libraries, Rust's in workers and Node's in clients, say of a mistake, and where it is. */
const KNOWN_TLS_ERRORS: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [
    /UnknownIssuer|unable to (get|verify)[\w ]* certificate|self-signed certificate/,
    'TEMPORAL_TLS_SERVER_CA_CERT_PATH: must hold the authority that signed the certificate of the Temporal server',
  ],
  [
    /NotValidForName|does not match certificate's altnames/,
    'TEMPORAL_TLS_SERVER_NAME: must be a name that the certificate of the Temporal server holds',
  ],
  [
    /CertificateRequired|alert certificate required/,
    `${CLIENT_PAIR}: must be set, since the Temporal server asks for a certificate`,
  ],
  [
    /fatal alert: (UnknownCA|BadCertificate|CertificateUnknown|CertificateExpired)|alert (unknown ca|bad certificate|certificate (unknown|expired))/,
    `${CLIENT_PAIR}: the Temporal server does not take this certificate`,
  ],
  [
    /KeyMismatch|key values mismatch|PrivateKeyParseError|DECODER routines|CertificateParseError|PEM routines/,
    `${CLIENT_PAIR}: must be a certificate and its private key, as PEM`,
  ],
  [
    /InvalidContentType|wrong version number|packet length too long/,
    'TEMPORAL_TLS: the Temporal server does not speak TLS; set it to false (with TEMPORAL_API_KEY it is true)',
  ],
];

/** The setting to look at, in one line, when TLS failed because of one; no waiting mends it. */
export function tlsConfigurationError(error: unknown): ConfigurationError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { message } = cause;
    const [, advice] = KNOWN_TLS_ERRORS.find(([pattern]) => pattern.test(message)) ?? [];
    if (advice !== undefined) return new ConfigurationError(advice);
  }
  return undefined;
}
