import { ConfigurationError } from '../config/config.js';

const CLIENT_PAIR = 'TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH';

/** Error messages of both TLS libraries (Rust in workers, Node in clients), and the setting that causes each. */
const KNOWN_TLS_ERRORS: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [
    /UnknownIssuer|unable to (get|verify)[\w ]* certificate|self-signed certificate/,
    'TEMPORAL_TLS_SERVER_CA_CERT_PATH: must contain the CA certificate that signed the certificate of the Temporal server',
  ],
  [
    /NotValidForName|does not match certificate's altnames/,
    'TEMPORAL_TLS_SERVER_NAME: must be a name in the certificate of the Temporal server',
  ],
  [
    /CertificateRequired|alert certificate required/,
    `${CLIENT_PAIR}: must be set, because the Temporal server requires a client certificate`,
  ],
  [
    /fatal alert: (UnknownCA|BadCertificate|CertificateUnknown|CertificateExpired)|alert (unknown ca|bad certificate|certificate (unknown|expired))/,
    `${CLIENT_PAIR}: the Temporal server rejects this certificate; use one that its client CA signed and that has not expired`,
  ],
  [
    /KeyMismatch|key values mismatch|PrivateKeyParseError|DECODER routines|CertificateParseError|PEM routines/,
    `${CLIENT_PAIR}: must be a certificate and its private key in PEM format`,
  ],
  [
    /InvalidContentType|wrong version number|packet length too long/,
    'TEMPORAL_TLS: the Temporal server does not use TLS; set it to false (TEMPORAL_API_KEY turns it on)',
  ],
];

/** The error to report when TLS failed because of a setting, which a retry cannot fix; undefined for other errors. */
export function tlsConfigurationError(error: unknown): ConfigurationError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { message } = cause;
    const [, advice] = KNOWN_TLS_ERRORS.find(([pattern]) => pattern.test(message)) ?? [];
    if (advice !== undefined) return new ConfigurationError(advice);
  }
  return undefined;
}
