import { loadClientConnectConfig } from '@temporalio/envconfig';
import { readConfig } from '../config.js';
import { createGateway, GATEWAY_VARIABLES } from '../domains/payments/create-gateway.js';
import { runService } from '../service.js';
import { createLogger } from '../telemetry/logger.js';
import { tokenKeys } from './auth/token-keys.js';
import { refuseInsecureDefaults } from './production.js';
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
    'JWT_AUDIENCE',
    'JWT_ISSUER',
    'RATE_LIMIT_PER_ADDRESS',
    'RATE_LIMIT_PER_USER',
    'CORS_ORIGINS',
    'TRUSTED_PROXIES',
    'RESERVATION_TTL_SECONDS',
    'PLACEMENT_TIMEOUT_SECONDS',
    'SHUTDOWN_GRACE_SECONDS',
  ]);
  const gatewayConfig = readConfig(GATEWAY_VARIABLES);
  refuseInsecureDefaults({ ...config, ...gatewayConfig });
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
    gateway: createGateway(gatewayConfig),
    rateLimits: { perAddress: config.RATE_LIMIT_PER_ADDRESS, perUser: config.RATE_LIMIT_PER_USER },
    corsOrigins: config.CORS_ORIGINS,
    trustedProxies: config.TRUSTED_PROXIES,
    shutdownGraceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    logger,
  });
  return () => api.stop();
});
