import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { startGateway, type Gateway } from '../../src/gateway/server.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { submitPaymentDecision } from '../kit/payment-page.js';

/** The tables of version 0.1.0. */
const VERSION_0_1_0 = `
  DROP SCHEMA IF EXISTS gateway CASCADE;
  CREATE SCHEMA gateway;
  CREATE TABLE gateway.charges (
    id text PRIMARY KEY,
    idempotency_key text NOT NULL CONSTRAINT charges_idempotency_key_unique UNIQUE,
    order_id text NOT NULL,
    amount bigint NOT NULL,
    refunded_amount bigint NOT NULL DEFAULT 0,
    currency text,
    method text,
    status text NOT NULL,
    decline_code text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT charges_status_known CHECK (status IN ('processing', 'requires_action', 'succeeded', 'declined', 'canceled'))
  );
  CREATE TABLE gateway.refunds (
    id text PRIMARY KEY,
    charge_id text NOT NULL REFERENCES gateway.charges (id),
    idempotency_key text NOT NULL CONSTRAINT refunds_idempotency_key_unique UNIQUE,
    amount bigint NOT NULL CONSTRAINT refunds_amount_positive CHECK (amount > 0),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  INSERT INTO gateway.charges (id, idempotency_key, order_id, amount, refunded_amount, currency, method, status) VALUES
    ('TXN-paid', 'paid', 'one', 1000, 300, 'USD', 'credit_card', 'succeeded'),
    ('TXN-waiting', 'waiting', 'two', 500, 0, 'USD', 'paypal', 'requires_action'),
    ('TXN-other', 'other', 'three', 500, 0, 'USD', 'paypal', 'requires_action');
  INSERT INTO gateway.refunds (id, charge_id, idempotency_key, amount) VALUES ('RFD-1', 'TXN-paid', 'refund', 300);`;

let database: TestDatabase;
let server: Gateway;
let gateway: SimulatedGateway;
const start = () =>
  startGateway({ databaseUrl: database.url, port: 0, successRate: 1, logger: createLogger('gateway', 'silent') });

beforeAll(async () => {
  database = await createTestDatabase();
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query(VERSION_0_1_0);
  await client.end();
  server = await start();
  gateway = new SimulatedGateway(server.url);
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

const find = (idempotencyKey: string) => gateway.find({ idempotencyKey, transactionId: null });

it('keeps charges and refunds of version 0.1.0', async () => {
  expect(await find('paid')).toMatchObject({ status: 'succeeded', refundedAmount: 300, disputes: [] });
  expect(await gateway.findRefunds({ idempotencyKey: 'paid', transactionId: null })).toEqual([
    { refundId: 'RFD-1', idempotencyKey: 'refund', amount: 300, status: 'succeeded', failureReason: null },
  ]);
  const refund = { orderId: 'one', transactionId: 'TXN-paid', amount: 700 };
  expect(await gateway.refund({ ...refund, idempotencyKey: 'rest' })).toMatchObject({ status: 'succeeded' });
});

it('gives each charge that waits for its customer an address of its own', async () => {
  const [waiting, other] = [await find('waiting'), await find('other')];
  expect(waiting?.redirectUrl).not.toBe(other?.redirectUrl);
  await submitPaymentDecision(waiting?.redirectUrl, 'approve');
  expect(await find('waiting')).toMatchObject({ status: 'succeeded' });
  expect(await find('other')).toMatchObject({ status: 'requires_action' });
});

it('upgrades tables that are up to date without a change', async () => {
  const before = await find('other');
  await (await start()).stop();
  expect(await find('other')).toEqual(before);
});
