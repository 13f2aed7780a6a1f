import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findFreePorts } from '../../../src/local/ports.js';
import { startProgram } from '../../../src/process/child-process.js';
import { installOnDemand } from '../../on-demand.js';
import { JsonClient } from '../json-client.js';
import { runToEnd, waitUntilHealthy } from '../peer-processes.js';
import { AMPLE_STOCK, customerEmail, LIMITED_STOCK, PAYMENT_MS, PRICE, PRODUCTS, type Peer } from '../peer.js';

const VERSION = '2.21.2';
const PACKAGES = { '@medusajs/medusa': VERSION, '@medusajs/framework': VERSION, '@medusajs/cli': VERSION };
const SEED = fileURLToPath(new URL('seed.js', import.meta.url));
const LIMITED_SKU = 'limited';
const ADDRESS = {
  ...{ first_name: 'A', last_name: 'Customer', address_1: '1 Main Street', city: 'Springfield' },
  ...{ country_code: 'us', postal_code: '12345' },
};

interface Shop {
  readonly regionId: string;
  readonly key: string;
  readonly shippingOptionId: string;
  readonly variants: readonly { readonly id: string; readonly sku: string }[];
}

/**
 * Starts a Medusa server in production mode. Its events, locks and workflows are in memory, as without Redis.
 *
 * @throws ConfigurationError when it cannot be installed
 */
export async function startMedusa(folder: string, databaseUrl: string): Promise<Peer> {
  const packages = await installOnDemand('medusa', PACKAGES);
  const project = path.join(folder, 'medusa');
  await writeProject(project, packages, databaseUrl);
  const [port = 0] = await findFreePorts(1);
  const shopFile = path.join(project, 'shop.json');
  const medusa = (...args: string[]) =>
    startProgram([process.execPath, path.join(packages, 'node_modules/@medusajs/cli/cli.js'), ...args], {
      cwd: project,
      env: {
        ...process.env,
        ...{ NODE_ENV: 'production', PACKAGES: packages, SHOP_FILE: shopFile, LOG_LEVEL: 'error' },
        ...{ MEDUSA_DISABLE_TELEMETRY: 'true', DATABASE_URL: databaseUrl },
        CATALOGUE: JSON.stringify({
          ...{ products: PRODUCTS, ampleStock: AMPLE_STOCK, limitedStock: LIMITED_STOCK, price: PRICE },
        }),
      },
    });
  await runToEnd('The migration of Medusa', medusa('db:migrate', '--skip-scripts'));
  await runToEnd('The setup of Medusa', medusa('exec', './seed.cjs'));
  const shop = JSON.parse(await readFile(shopFile, 'utf8')) as Shop;
  const server = medusa('start', '--host', '127.0.0.1', '--port', `${port}`);
  const client = new JsonClient(`http://127.0.0.1:${port}`);
  await waitUntilHealthy('Medusa', server, client, '/health');
  let orders = 0;
  return {
    name: 'Medusa',
    processes: new Map([['server', server.process.pid ?? NaN]]),
    products: shop.variants.filter(({ sku }) => sku !== LIMITED_SKU).map(({ id }) => id),
    limited: shop.variants.find(({ sku }) => sku === LIMITED_SKU)?.id ?? '',
    buy: (products) => buy(client, shop, products, orders++),
    async stop() {
      await client.close();
      return server.stop();
    },
  };
}

/** The requests of a storefront: the cart, the shipping method, the payment, and its completion. */
async function buy(client: JsonClient, shop: Shop, products: readonly string[], number: number): Promise<void> {
  const post = async (pathname: string, body: unknown): Promise<unknown> => {
    const response = await client.post(`/store${pathname}`, body, { 'x-publishable-api-key': shop.key });
    const { message, type } = response.body as { message?: string; type?: string };
    if (response.status >= 400)
      throw new Error(`${response.status} ${type}: ${message}`.replaceAll(/\w+_\w{26}/g, 'ID'));
    return response.body;
  };
  const { cart } = (await post('/carts', {
    ...{ region_id: shop.regionId, email: customerEmail(number), shipping_address: ADDRESS },
    items: products.map((id) => ({ variant_id: id, quantity: 1 })),
  })) as { cart: { id: string } };
  await post(`/carts/${cart.id}/shipping-methods`, { option_id: shop.shippingOptionId });
  const { payment_collection } = (await post('/payment-collections', { cart_id: cart.id })) as {
    payment_collection: { id: string };
  };
  const provider = { provider_id: 'pp_system_default' };
  await post(`/payment-collections/${payment_collection.id}/payment-sessions`, provider);
  // Its own provider approves at once; a customer would wait for theirs here.
  await sleep(PAYMENT_MS);
  const completion = (await post(`/carts/${cart.id}/complete`, {})) as { type: string; error?: { message: string } };
  if (completion.type !== 'order') throw new Error(completion.error?.message ?? completion.type);
}

async function writeProject(project: string, packages: string, databaseUrl: string): Promise<void> {
  await mkdir(path.join(project, 'src'), { recursive: true });
  await symlink(path.join(packages, 'node_modules'), path.join(project, 'node_modules'));
  await writeFile(path.join(project, 'package.json'), JSON.stringify({ private: true, dependencies: PACKAGES }));
  // `medusa exec` requires its script.
  await copyFile(SEED, path.join(project, 'seed.mjs'));
  await writeFile(
    path.join(project, 'seed.cjs'),
    `exports.default = async (args) => (await import('./seed.mjs')).default(args);\n`,
  );
  const secret = { jwtSecret: 'bench-secret-of-jwt', cookieSecret: 'bench-secret-of-cookies' };
  const config = {
    projectConfig: {
      databaseUrl,
      databaseDriverOptions: { ssl: false, connection: { ssl: false } },
      http: { storeCors: '*', adminCors: '*', authCors: '*', ...secret },
    },
    admin: { disable: true },
  };
  await writeFile(
    path.join(project, 'medusa-config.js'),
    `module.exports = require('@medusajs/framework/utils').defineConfig(${JSON.stringify(config)});\n`,
  );
}
