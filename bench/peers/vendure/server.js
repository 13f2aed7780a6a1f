import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

// Runs Vendure from the folder in PACKAGES. Argument: `setup` creates the schema and the catalogue; `server`; `worker`.
const [role] = process.argv.slice(2);
const { PACKAGES, PORT, DATABASE_URL, CATALOGUE, PAYMENT_MS } = process.env;
const load = createRequire(path.join(PACKAGES, 'package.json'));
const vendure = load('@vendure/core');
const english = (value) => [{ languageCode: vendure.LanguageCode.en, value }];

/** Like Vendure's own example, but it takes as long as a provider does. */
const paymentMethodHandler = new vendure.PaymentMethodHandler({
  code: 'bench',
  description: english('Approves every payment'),
  args: {},
  createPayment: async (_context, _order, amount) => {
    await sleep(Number(PAYMENT_MS));
    return { amount, state: 'Settled', transactionId: randomUUID() };
  },
  settlePayment: () => ({ success: true }),
});

const config = {
  apiOptions: {
    ...{ hostname: '127.0.0.1', port: Number(PORT), adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
    introspection: false,
  },
  authOptions: {
    tokenMethod: ['bearer'],
    superadminCredentials: { identifier: 'superadmin', password: randomUUID() },
    cookieOptions: { secret: randomUUID() },
    requireVerification: true,
  },
  dbConnectionOptions: {
    ...{ type: 'postgres', url: DATABASE_URL, synchronize: role === 'setup', logging: false, poolSize: 30 },
  },
  paymentOptions: { paymentMethodHandlers: [paymentMethodHandler] },
  plugins: [vendure.DefaultJobQueuePlugin.init({ useDatabaseForBuffer: true })],
  logger: new vendure.DefaultLogger({ level: vendure.LogLevel.Error, timestamp: false }),
};

if (role === 'setup') {
  const { populate } = load('@vendure/core/cli');
  const initialData = {
    defaultLanguage: vendure.LanguageCode.en,
    defaultZone: 'Americas',
    countries: [{ name: 'United States of America', code: 'US', zone: 'Americas' }],
    taxRates: [{ name: 'Standard tax', percentage: 0 }],
    shippingMethods: [{ name: 'standard', price: 0 }],
    paymentMethods: [{ name: 'bench', handler: { code: 'bench', arguments: [] } }],
    collections: [],
  };
  const application = await populate(() => vendure.bootstrap(config), initialData, CATALOGUE);
  await application.close();
  process.exit();
} else if (role === 'worker') {
  const worker = await vendure.bootstrapWorker(config);
  await worker.startJobQueue();
} else {
  await vendure.bootstrap(config);
}
