import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/domains/database/database.js';
import { InventoryService } from '../../src/domains/inventory/inventory.service.js';
import { ReservationsService } from '../../src/domains/inventory/reservations.service.js';
import { inventorySchema } from '../../src/domains/inventory/schema.js';
import { migrate } from '../../src/migrate/migrate.js';
import { startPostgres } from '../../src/local/postgres/server.js';
import type { Bench } from '../bench.js';
import { captureStatements } from '../hot/capture.js';
import { findPgbench, runPgbench, writeScript } from '../hot/pgbench.js';
import type { Options } from '../options.js';
import { median, medianRatio } from '../statistics.js';
import { roundToDigits, table } from '../table.js';
import { rotateForRound } from '../rotation.js';

const SECONDS = 4;
const STOCK = 2_000_000_000;

/** Measures reservations per second of one product, by the service and by pgbench with the same statements, in turns. */
export async function measureHotProduct({ rounds, clients: clientCounts }: Options, bench: Bench): Promise<unknown> {
  const pgbench = await findPgbench();
  const dataDir = path.join(tmpdir(), `bench-${randomUUID()}`);
  const scriptFile = `${dataDir}.sql`;
  bench.onStop(() =>
    Promise.all([dataDir, scriptFile].map((file) => rm(file, { recursive: true, force: true }))).then(),
  );
  const postgres = await startPostgres({ dataDir, port: 0 });
  bench.onStop(() => postgres.stop());
  const databaseUrl = postgres.url('orders');
  await migrate(databaseUrl);

  const rows = [];
  for (const clients of clientCounts) {
    const database = await openDatabase(databaseUrl, [inventorySchema], { poolSize: clients });
    const productId = randomUUID();
    const opening = { productId, sku: productId, quantity: STOCK, warehouseCode: 'MAIN' };
    await new InventoryService(database).create(opening);
    const reservations = new ReservationsService(database);
    const reserve = (orderId: string) =>
      reservations.reserve({ orderId, lines: [{ productId, quantity: 1 }], expiresAt: '2040-01-01T00:00:00.000Z' });
    const orderId = randomUUID();
    const script = await writeScript(scriptFile, await captureStatements(() => reserve(orderId)), orderId);

    const rates: Record<'service' | 'pgbench', number[]> = { service: [], pgbench: [] };
    await rateOf(reserve, clients);
    const runners = {
      service: () => rateOf(reserve, clients),
      pgbench: () => runPgbench(pgbench, script, { databaseUrl, clients, seconds: SECONDS }),
    };
    for (let round = 1; round <= rounds; round++) {
      for (const name of rotateForRound(['service', 'pgbench'] as const, round)) {
        rates[name].push(await runners[name]());
      }
      bench.log(`${clients} clients, round ${round} of ${rounds}`);
    }
    await database.destroy();
    rows.push({ clients, rates });
  }
  bench.print(
    table(
      rows.map(({ clients, rates }) => ({
        clients,
        'reservations/s, the service': roundToDigits(median(rates.service)),
        'reservations/s, pgbench': roundToDigits(median(rates.pgbench)),
        ratio: roundToDigits(medianRatio(rates.service, rates.pgbench)),
      })),
    ),
  );
  return rows;
}

async function rateOf(reserve: (orderId: string) => Promise<void>, clients: number): Promise<number> {
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1_000;
  let reserved = 0;
  const client = async () => {
    for (; elapsed() < SECONDS; reserved++) await reserve(randomUUID());
  };
  await Promise.all(Array.from({ length: clients }, client));
  return reserved / elapsed();
}
