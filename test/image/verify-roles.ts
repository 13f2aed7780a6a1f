import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execFileAsync } from '../../src/process/child-process.js';
import { PROCESSES, processesOf, WORKERS } from '../../src/process/processes.js';
import { findFreePorts } from '../../src/local/ports.js';
import { startPostgres } from '../../src/local/postgres/server.js';
import { resolveTemporalCli } from '../../src/local/temporal/binaries.js';
import { startDevServer } from '../../src/local/temporal/dev-server.js';
import { outcomeOf, ShopClient } from '../chaos/shop-client.js';
import { resolveComposePath, readServices } from '../cluster/compose.js';
import { toNativeService, type ServiceAddresses } from '../cluster/native-services.js';
import { freeScrapePort } from '../kit/scrape-port.js';
import type { Image } from './build-image.js';
import { Container } from './container.js';

const WORKER_SERVICES = WORKERS.map((name) => PROCESSES[name].service);

/** In the order of their dependencies. */
const SERVICES = [...processesOf('provider'), ...WORKERS, ...processesOf('background'), ...processesOf('api')].map(
  (name) => PROCESSES[name].service,
);

type PrintLine = (line: string) => void;

/**
 * Runs each role of the image with the environment, secrets and healthcheck of its compose service, places an order, and stops
 * the roles.
 *
 * @param folder - created by this function
 * @throws naming the role that fails
 */
export async function verifyRoles(image: Image, folder: string, printLine: PrintLine): Promise<void> {
  await mkdir(folder);
  const [temporalPort = 0, uiPort = 0, ...ports] = await findFreePorts(2 + SERVICES.length);
  const portOf = (name: string) => ports[SERVICES.indexOf(name)] ?? 0;
  const postgres = await startPostgres({
    ...{ dataDir: path.join(folder, 'postgres'), port: 0, durable: false },
    // The script of the cluster creates the other databases.
    database: 'postgres',
  });
  const executable = await resolveTemporalCli({ onProgress: printLine });
  const temporal = await startDevServer({
    ...{ executable, port: temporalPort, uiPort, databaseFile: path.join(folder, 'temporal.db') },
    signal: AbortSignal.timeout(60_000),
  });
  const containers = new Map<string, Container>();
  try {
    const secrets = await createSecrets(folder, postgres.port);
    const addresses: ServiceAddresses = {
      frontend: { host: '127.0.0.1', ports: { 7233: temporalPort } },
      ...Object.fromEntries(SERVICES.map((name) => [name, { host: '127.0.0.1', ports: { 3000: portOf(name) } }])),
    };
    const services = readServices();
    const start = async (name: string) => {
      const service = services.get(name);
      if (!service) throw new Error(`The compose files have no service ${name}.`);
      const { command, healthcheck, environment } = toNativeService(name, service, addresses, secrets);
      const scrapePort = await freeScrapePort();
      const role = {
        command,
        healthcheck,
        environment: { ...environment, OTEL_EXPORTER_PROMETHEUS_PORT: `${scrapePort}` },
      };
      return { container: new Container(image, { ...role, port: portOf(name) }), scrapePort };
    };

    await assertUnknownRoleRejected(image);
    const migration = await (await start('migrate')).container.waitForExit();
    if (migration.code !== 0) throw new Error(`migrate exited with ${migration.code}: ${migration.output}`);
    printLine(`migrate: ${migration.output.trim().split('\n')[0]?.slice(0, 80)}`);
    for (const name of SERVICES) {
      const { container, scrapePort } = await start(name);
      containers.set(name, container);
      await container.waitUntilHealthy();
      // The targets of Prometheus: the metrics of the process and, for a worker, those of the Temporal SDK.
      const metricsPorts = WORKER_SERVICES.includes(name) ? [scrapePort, scrapePort + 1] : [scrapePort];
      for (const port of metricsPorts) await assertResponds(`http://127.0.0.1:${port}/metrics`);
      printLine(`${name}: healthy`);
    }
    await placeOrder(
      `http://127.0.0.1:${portOf('api')}`,
      (await readFile(path.join(secrets, 'jwt-secret'), 'utf8')).trim(),
    );
    printLine('An order was placed and confirmed');
    for (const name of SERVICES.toReversed()) {
      const container = containers.get(name);
      containers.delete(name);
      printLine(`${name}: stopped in ${(await container?.stop())?.toFixed(1)} s`);
    }
  } finally {
    await Promise.allSettled([...containers.values()].map((container) => container.stop()));
    await temporal.stop();
    await postgres.stop();
  }
}

/** Creates the secrets and the logins with the scripts of the compose files. */
async function createSecrets(folder: string, port: number): Promise<string> {
  const secrets = path.join(folder, 'secrets');
  await mkdir(secrets);
  // The password of embedded Postgres; the script keeps existing secrets.
  await writeFile(path.join(secrets, 'postgres-password'), 'postgres\n');
  const { PATH = '' } = process.env;
  await execFileAsync(resolveComposePath('./secrets/make.sh'), [secrets], {
    env: { PATH, DATABASE_ADDRESS: `127.0.0.1:${port}` },
  });
  // Compose mounts single files; here the other user must be able to enter the folder.
  await chmod(secrets, 0o755);
  const PGPASSWORD = 'postgres';
  const superuser = { PGHOST: '127.0.0.1', PGPORT: `${port}`, PGUSER: 'postgres', PGPASSWORD, SECRETS: secrets };
  await execFileAsync('/bin/sh', [path.join(resolveComposePath('./cluster'), 'databases.sh')], {
    env: { PATH, ...superuser },
  });
  return secrets;
}

async function assertUnknownRoleRejected(image: Image): Promise<void> {
  const { code, output } = await new Container(image, {
    ...{ command: ['worker:unknown'], healthcheck: undefined, environment: {}, port: 0 },
  }).waitForExit();
  if (code !== 2 || !output.includes("unknown role 'worker:unknown'"))
    throw new Error(`The image must reject an unknown role, but it exited with ${code}: ${output}`);
}

async function assertResponds(url: string): Promise<void> {
  const { ok, status } = await fetch(url);
  if (!ok) throw new Error(`${url} returned status ${status}`);
}

async function placeOrder(api: string, jwtSecret: string): Promise<void> {
  const client = new ShopClient([api], { jwtSecret, seed: 1 });
  const userId = randomUUID();
  const user = client.as(userId);
  const product = await outcomeOf(
    client.as(userId, { role: 'operator' }).POST('/v1/products', {
      body: { sku: `image-${userId}`, name: 'A thing', price: 100, opening_stock: 1 },
    }),
  );
  const placed = await outcomeOf(
    user.POST('/v1/orders', {
      params: { header: { 'Idempotency-Key': userId } },
      body: {
        items: [{ product_id: product?.body.id ?? '', quantity: 1 }],
        payment_method: 'credit_card',
        payment_token: 'tok_approve',
      },
    }),
  );
  const params = { path: { id: placed?.body.id ?? '' } };
  for (let order = placed; order?.body.status !== 'confirmed';) {
    if (order?.body.status !== 'pending' && order?.body.status !== 'paid') {
      throw new Error(`The order was not confirmed: ${JSON.stringify(order?.body)}`);
    }
    order = await outcomeOf(user.GET('/v1/orders/{id}', { params }));
  }
}
