import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePorts } from '../../../src/local/ports.js';
import { startProgram } from '../../../src/process/child-process.js';
import { installOnDemand } from '../../on-demand.js';
import { JsonClient } from '../json-client.js';
import { runToEnd, waitUntilHealthy } from '../peer-processes.js';
import { AMPLE_STOCK, customerEmail, LIMITED_STOCK, PAYMENT_MS, PRICE, PRODUCTS, type Peer } from '../peer.js';

const PACKAGES = { '@vendure/core': '3.7.3', pg: '8.23.1' };
const SERVER = fileURLToPath(new URL('server.js', import.meta.url));
const SHOP_API = '/shop-api';
const LIMITED_SKU = 'limited';
const PAGE = 100;

/** The parts of a mutation's result that say what happened. */
interface Result {
  readonly errorCode?: string;
  readonly message?: string;
  readonly state?: string;
}

/**
 * Starts a Vendure server and its worker in production mode, with the job queue in Postgres.
 *
 * @throws ConfigurationError when it cannot be installed
 */
export async function startVendure(folder: string, databaseUrl: string): Promise<Peer> {
  const packages = await installOnDemand('vendure', PACKAGES);
  const [port = 0] = await findFreePorts(1);
  const catalogue = path.join(folder, 'vendure.csv');
  await writeFile(catalogue, catalogueCsv());
  const start = (role: string) =>
    startProgram([process.execPath, SERVER, role], {
      cwd: folder,
      env: {
        ...process.env,
        ...{ NODE_ENV: 'production', PACKAGES: packages, DATABASE_URL: databaseUrl, CATALOGUE: catalogue },
        ...{ PORT: `${port}`, PAYMENT_MS: `${PAYMENT_MS}`, VENDURE_DISABLE_TELEMETRY: 'true' },
      },
    });
  await runToEnd('The setup of Vendure', start('setup'));
  const children = [start('server'), start('worker')] as const;
  const [server, worker] = children;
  const client = new JsonClient(`http://127.0.0.1:${port}`);
  await waitUntilHealthy('Vendure', server, client, '/health');
  const variants = await listVariants(client);
  const shippingMethod = '1';
  let orders = 0;
  return {
    name: 'Vendure',
    processes: new Map([
      ['server', server.process.pid ?? NaN],
      ['worker', worker.process.pid ?? NaN],
    ]),
    products: variants.filter(({ sku }) => sku !== LIMITED_SKU).map(({ id }) => id),
    limited: variants.find(({ sku }) => sku === LIMITED_SKU)?.id ?? '',
    buy: (products) => buy(client, products, shippingMethod, orders++),
    async stop() {
      await client.close();
      return Promise.all(children.map((child) => child.stop()));
    },
  };
}

/** The requests of a storefront: each product, the customer, the address, the shipping method, and the payment. */
async function buy(client: JsonClient, products: readonly string[], shippingMethod: string, number: number) {
  let token: string | undefined;
  const mutate = async (call: string): Promise<Result> => {
    const query = `mutation { result: ${call} { ... on Order { state } ... on ErrorResult { errorCode message } } }`;
    const authorization = token === undefined ? undefined : { authorization: `Bearer ${token}` };
    const { headers, body } = await client.post(SHOP_API, { query }, authorization);
    token ??= headers['vendure-auth-token'] as string | undefined;
    const { data, errors } = body as { data?: { result: Result } | null; errors?: readonly Result[] };
    const result = data?.result ?? errors?.[0] ?? {};
    if (data?.result === undefined || result.errorCode !== undefined)
      throw new Error(result.errorCode ?? result.message ?? 'no result');
    return result;
  };
  for (const id of products) await mutate(`addItemToOrder(productVariantId: "${id}", quantity: 1)`);
  const name = 'firstName: "A", lastName: "Customer"';
  await mutate(`setCustomerForOrder(input: { ${name}, emailAddress: "${customerEmail(number)}" })`);
  const address = 'streetLine1: "1 Main Street", city: "Springfield", postalCode: "12345", countryCode: "US"';
  await mutate(`setOrderShippingAddress(input: { fullName: "A Customer", ${address} })`);
  await mutate(`setOrderShippingMethod(shippingMethodId: ["${shippingMethod}"])`);
  await mutate('transitionOrderToState(state: "ArrangingPayment")');
  const { state } = await mutate('addPaymentToOrder(input: { method: "bench", metadata: {} })');
  if (state !== 'PaymentSettled') throw new Error(`The order is ${state}.`);
}

async function listVariants(client: JsonClient): Promise<{ id: string; sku: string }[]> {
  const variants: { id: string; sku: string }[] = [];
  for (let skip = 0; ; skip += PAGE) {
    const query = `{ products(options: { take: ${PAGE}, skip: ${skip} }) { items { variants { id sku } } } }`;
    const { body } = await client.post(SHOP_API, { query });
    const { items } = (body as { data: { products: { items: { variants: { id: string; sku: string }[] }[] } } }).data
      .products;
    variants.push(...items.flatMap(({ variants }) => variants));
    if (items.length < PAGE) return variants;
  }
}

function catalogueCsv(): string {
  const columns = 'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory';
  const row = (sku: string, stock: number) => `${sku},${sku},,,,,,${sku},${PRICE / 100},standard,${stock},true,,`;
  return [
    `${columns},stockOnHand,trackInventory,variantAssets,variantFacets`,
    row(LIMITED_SKU, LIMITED_STOCK),
    ...Array.from({ length: PRODUCTS }, (_, number) => row(`product-${number}`, AMPLE_STOCK)),
  ].join('\n');
}
