import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assertOneInstallation, readInstallations } from '../../src/audit/installation.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { ordersSchema } from '../../src/domains/orders/schema.js';
import { recordGatewayInstallation } from '../../src/migrate/installation.js';
import { recordInstallation } from '../../src/workers/installation.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { startTemporal } from '../kit/temporal.js';

let temporal: TestWorkflowEnvironment;
let client: Client;
let database: TestDatabase;
let gatewayDatabase: TestDatabase;
beforeAll(async () => {
  [temporal, database, gatewayDatabase] = await Promise.all([
    startTemporal('dev-server'),
    createTestDatabase(),
    createTestDatabase(),
  ]);
  client = new Client({ connection: temporal.connection, namespace: temporal.namespace ?? 'default' });
  // All test databases are copies of one.
  await gatewayDatabase.query('DROP TABLE orders.installation');
});
afterAll(async () => {
  await temporal.teardown();
  await Promise.all([database.drop(), gatewayDatabase.drop()]);
});

const check = async () => assertOneInstallation(await readInstallations(client, database.url, gatewayDatabase.url));

async function record(): Promise<void> {
  const source = await openDatabase(database.url, [ordersSchema]);
  await recordInstallation(client, source).finally(() => source.destroy());
}

it('keeps the audit from comparing parts of two installations', async () => {
  // An earlier release recorded nothing.
  await check();
  await record();
  await record();
  expect(await recordGatewayInstallation(database.url, gatewayDatabase.url)).toBe(true);
  const { id } = (await database.query<{ id: string }>('SELECT id FROM orders.installation'))[0] ?? { id: '' };
  expect(await readInstallations(client, database.url, gatewayDatabase.url)).toEqual(
    new Map([
      ['DATABASE_URL', id],
      ['TEMPORAL_ADDRESS', id],
      ['GATEWAY_DATABASE_URL', id],
    ]),
  );
  await check();

  const other = randomUUID();
  await database.query(`UPDATE orders.installation SET id = '${other}'`);
  await expect(check()).rejects.toThrow(
    `These lead to different installations: DATABASE_URL (${other}), TEMPORAL_ADDRESS (${id}), GATEWAY_DATABASE_URL (${id})`,
  );
  await expect(record()).rejects.toThrow('belongs to another installation');
  await recordGatewayInstallation(database.url, gatewayDatabase.url);
  await expect(check()).rejects.toThrow(id);
});
