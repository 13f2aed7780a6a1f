import type { Logger } from '../../telemetry/logger.js';
import { tlsConfigurationError } from '../../temporal/tls-errors.js';
import type { Temporal } from './temporal.js';

const TIMEOUT_MS = 10_000;

/** Logs the setting to correct when TLS prevents the connection to Temporal; unlike an outage, retries cannot help. */
export async function checkTlsConfiguration({ connection }: Temporal, logger: Logger): Promise<void> {
  try {
    await connection.withDeadline(Date.now() + TIMEOUT_MS, () => connection.workflowService.getSystemInfo({}));
  } catch (error) {
    const configurationError = tlsConfigurationError(error);
    if (configurationError) logger.error(configurationError.message);
  }
}
