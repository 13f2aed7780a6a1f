import {
  LOCAL_PAYMENT_TOKEN_KEYS,
  LOCAL_PERSONAL_DATA_KEYS,
  LOCAL_WEBHOOK_SECRET_KEYS,
  readAll,
  readConfig,
} from '../config/config.js';
import { createGateway, GATEWAY_VARIABLES } from '../providers/create-gateway.js';
import { runService } from '../process/run-service.js';
import { SHOP_PRICING } from '../domains/orders/pricing-rules.js';
import { methodsWithManualCapture } from '../domains/payments/payment-gateway.js';
import { readTemporalSettings } from '../temporal/settings.js';
import { TOKEN_VARIABLES, tokenKeys } from './auth/token-keys.js';
import { localSigner } from './page/local-sign-in.js';
import { OIDC_VARIABLES, oidcSettings } from './page/oidc-settings.js';
import { PAGE_FOLDER } from './page/page-files.js';
import { startApi } from './server.js';
import { useRunningStack } from '../process/running-stack.js';

useRunningStack(['database', 'temporal']);

const readSettings = () =>
  readAll(
    () =>
      readConfig([
        'PORT',
        'DATABASE_URL',
        'DATABASE_CONNECTION_MAX_AGE_SECONDS',
        'DATABASE_POOLER',
        'NODE_ENV',
        'PAYMENT_TOKEN_KEYS',
        'WEBHOOK_SECRET_KEYS',
        'WEBHOOK_TARGETS',
        'PERSONAL_DATA_KEYS',
        ...TOKEN_VARIABLES,
        ...OIDC_VARIABLES,
        'RATE_LIMIT_PER_ADDRESS',
        'RATE_LIMIT_PER_USER',
        'CORS_ORIGINS',
        'TRUSTED_PROXIES',
        'PAYMENT_CAPTURE',
        'RESERVATION_TTL_SECONDS',
        'PLACEMENT_TIMEOUT_SECONDS',
        'ADMISSION_TARGET_SECONDS',
        'SHUTDOWN_GRACE_SECONDS',
        'TEMPORAL_UI_URL',
        'TRACE_URL_TEMPLATE',
        'SHOP_URL',
      ]),
    () => {
      const config = readConfig(GATEWAY_VARIABLES);
      return { gateway: createGateway(config), paymentGateway: config.PAYMENT_GATEWAY };
    },
    () => readTemporalSettings(),
  );

await runService('api', readSettings, async ({ settings, logger }) => {
  const [config, { gateway, paymentGateway }, temporal] = settings;
  const api = await startApi({
    port: config.PORT,
    databaseUrl: config.DATABASE_URL,
    connectionMaxAgeSeconds: config.DATABASE_CONNECTION_MAX_AGE_SECONDS,
    pooler: config.DATABASE_POOLER,
    temporal,
    temporalUiUrl: config.TEMPORAL_UI_URL,
    traceUrlTemplate: config.TRACE_URL_TEMPLATE,
    tokenKeys: tokenKeys(config),
    paymentTokenKeys: config.PAYMENT_TOKEN_KEYS ?? LOCAL_PAYMENT_TOKEN_KEYS,
    webhooks: {
      secretKeys: config.WEBHOOK_SECRET_KEYS ?? LOCAL_WEBHOOK_SECRET_KEYS,
      targets: config.WEBHOOK_TARGETS ?? (config.NODE_ENV === 'production' ? 'public' : 'loopback'),
    },
    personalDataKeys: config.PERSONAL_DATA_KEYS ?? LOCAL_PERSONAL_DATA_KEYS,
    placement: {
      pricing: SHOP_PRICING,
      timeoutSeconds: config.PLACEMENT_TIMEOUT_SECONDS,
      reservationTtlSeconds: config.RESERVATION_TTL_SECONDS,
      manualCaptureMethods: config.PAYMENT_CAPTURE === 'manual' ? methodsWithManualCapture(gateway.capabilities) : [],
      capabilities: gateway.capabilities,
      pageUrl: config.SHOP_URL.replace(/\/+$/, ''),
    },
    admissionTargetSeconds: config.ADMISSION_TARGET_SECONDS,
    gateway,
    page: {
      folder: PAGE_FOLDER,
      paymentGateway: paymentGateway,
      localSigner: localSigner(config),
      oidc: oidcSettings(config),
    },
    rateLimits: { perAddress: config.RATE_LIMIT_PER_ADDRESS, perUser: config.RATE_LIMIT_PER_USER },
    corsOrigins: config.CORS_ORIGINS,
    trustedProxies: config.TRUSTED_PROXIES,
    shutdownGraceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    logger,
  });
  return () => api.stop();
});
