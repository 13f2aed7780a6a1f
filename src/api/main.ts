import { LOCAL_PAYMENT_TOKEN_KEYS, readConfig } from '../config/config.js';
import { createGateway, GATEWAY_VARIABLES } from '../providers/create-gateway.js';
import { runService } from '../process/run-service.js';
import { methodsWithManualCapture } from '../domains/payments/payment-gateway.js';
import { readTemporalSettings } from '../temporal/settings.js';
import { tokenKeys } from './auth/token-keys.js';
import { localSigner } from './page/local-sign-in.js';
import { PAGE_FOLDER } from './page/page-files.js';
import { validateSecuritySettings } from './validate-security-settings.js';
import { startApi } from './server.js';

await runService('api', async ({ logger }) => {
  const config = readConfig([
    'NODE_ENV',
    'PORT',
    'DATABASE_URL',
    'DATABASE_CONNECTION_MAX_AGE_SECONDS',
    'PAYMENT_TOKEN_KEYS',
    'JWT_SECRET',
    'JWT_JWKS_URL',
    'JWT_AUDIENCE',
    'JWT_ISSUER',
    'RATE_LIMIT_PER_ADDRESS',
    'RATE_LIMIT_PER_USER',
    'CORS_ORIGINS',
    'TRUSTED_PROXIES',
    'PAYMENT_CAPTURE',
    'RESERVATION_TTL_SECONDS',
    'PLACEMENT_TIMEOUT_SECONDS',
    'SHUTDOWN_GRACE_SECONDS',
    'TEMPORAL_UI_URL',
  ]);
  const gatewayConfig = readConfig(GATEWAY_VARIABLES);
  validateSecuritySettings({ ...config, ...gatewayConfig });
  const gateway = createGateway(gatewayConfig);
  const api = await startApi({
    port: config.PORT,
    databaseUrl: config.DATABASE_URL,
    connectionMaxAgeSeconds: config.DATABASE_CONNECTION_MAX_AGE_SECONDS,
    temporal: readTemporalSettings(),
    temporalUiUrl: config.TEMPORAL_UI_URL,
    tokenKeys: tokenKeys(config),
    paymentTokenKeys: config.PAYMENT_TOKEN_KEYS ?? LOCAL_PAYMENT_TOKEN_KEYS,
    placement: {
      timeoutSeconds: config.PLACEMENT_TIMEOUT_SECONDS,
      reservationTtlSeconds: config.RESERVATION_TTL_SECONDS,
      manualCaptureMethods: config.PAYMENT_CAPTURE === 'manual' ? methodsWithManualCapture(gateway.capabilities) : [],
    },
    gateway,
    page: {
      folder: PAGE_FOLDER,
      paymentGateway: gatewayConfig.PAYMENT_GATEWAY,
      localSigner: localSigner(config),
    },
    rateLimits: { perAddress: config.RATE_LIMIT_PER_ADDRESS, perUser: config.RATE_LIMIT_PER_USER },
    corsOrigins: config.CORS_ORIGINS,
    trustedProxies: config.TRUSTED_PROXIES,
    shutdownGraceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    logger,
  });
  return () => api.stop();
});
