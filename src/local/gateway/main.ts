import { readConfig } from '../../config.js';
import { runService } from '../../service.js';
import { createLogger } from '../../telemetry/logger.js';
import { startGateway } from './server.js';

const logger = createLogger('gateway', 'info');

await runService(logger, async () => {
  const config = readConfig([
    'GATEWAY_PORT',
    'GATEWAY_DATABASE_URL',
    'DATABASE_URL',
    'PAYMENT_SUCCESS_RATE',
    'LOG_LEVEL',
    'SHUTDOWN_GRACE_SECONDS',
  ]);
  logger.level = config.LOG_LEVEL;
  const gateway = await startGateway({
    databaseUrl: config.GATEWAY_DATABASE_URL ?? config.DATABASE_URL,
    port: config.GATEWAY_PORT,
    successRate: config.PAYMENT_SUCCESS_RATE,
    shutdownGraceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    logger,
  });
  return () => gateway.stop();
});
