import { loadClientConnectConfig } from '@temporalio/envconfig';
import { readConfig } from '../config.js';
import { runService } from '../service.js';
import { createLogger } from '../telemetry/logger.js';
import { tokenKeys } from './auth/token-keys.js';
import { startApi } from './server.js';

const logger = createLogger('api', 'info');

await runService(logger, async () => {
  const config = readConfig([
    'NODE_ENV',
    'LOG_LEVEL',
    'PORT',
    'DATABASE_URL',
    'JWT_SECRET',
    'JWT_JWKS_URL',
    'RESERVATION_TTL_SECONDS',
    'PLACEMENT_TIMEOUT_SECONDS',
    'SHUTDOWN_GRACE_SECONDS',
  ]);
  logger.level = config.LOG_LEVEL;
  const api = await startApi({
    port: config.PORT,
    databaseUrl: config.DATABASE_URL,
    temporal: loadClientConnectConfig(),
    tokenKeys: tokenKeys(config),
    placement: {
      timeoutSeconds: config.PLACEMENT_TIMEOUT_SECONDS,
      reservationTtlSeconds: config.RESERVATION_TTL_SECONDS,
    },
    shutdownGraceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    logger,
  });
  return () => api.stop();
});
