import { LOCAL_GATEWAY_API_KEY, LOCAL_PAYMENT_WEBHOOK_SECRET, readConfig } from '../config/config.js';
import { runService } from '../process/run-service.js';
import { startGateway } from './server.js';
import { useRunningStack } from '../process/running-stack.js';

useRunningStack(['gateway database']);

const readSettings = () =>
  readConfig([
    'GATEWAY_API_KEY',
    'GATEWAY_PORT',
    'GATEWAY_PUBLIC_URL',
    'GATEWAY_DATABASE_URL',
    'DATABASE_URL',
    'DATABASE_CONNECTION_MAX_AGE_SECONDS',
    'DATABASE_POOLER',
    'PAYMENT_SUCCESS_RATE',
    'PAYMENT_WEBHOOK_URL',
    'PAYMENT_WEBHOOK_SECRET',
    'PORT',
    'SHUTDOWN_GRACE_SECONDS',
  ]);

await runService('gateway', readSettings, async ({ settings: config, logger }) => {
  const gateway = await startGateway({
    apiKey: config.GATEWAY_API_KEY ?? LOCAL_GATEWAY_API_KEY,
    databaseUrl: config.GATEWAY_DATABASE_URL ?? config.DATABASE_URL,
    databaseVariable: config.GATEWAY_DATABASE_URL === undefined ? 'DATABASE_URL' : 'GATEWAY_DATABASE_URL',
    connectionMaxAgeSeconds: config.DATABASE_CONNECTION_MAX_AGE_SECONDS,
    pooler: config.DATABASE_POOLER,
    port: config.GATEWAY_PORT,
    successRate: config.PAYMENT_SUCCESS_RATE,
    webhook: {
      url: config.PAYMENT_WEBHOOK_URL ?? `http://127.0.0.1:${config.PORT}/v1/webhooks/payments`,
      secret: config.PAYMENT_WEBHOOK_SECRET ?? LOCAL_PAYMENT_WEBHOOK_SECRET,
    },
    ...(config.GATEWAY_PUBLIC_URL !== undefined && { publicUrl: config.GATEWAY_PUBLIC_URL }),
    shutdownGraceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    logger,
  });
  return () => gateway.stop();
});
