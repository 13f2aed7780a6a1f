import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { LOCAL_PAYMENT_TOKEN_KEYS } from '../../src/config/config.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import type { PaymentGateway } from '../../src/domains/payments/payment-gateway.js';
import { PaymentFollowUpService } from '../../src/domains/payments/payment-follow-up.service.js';
import { PaymentTokens } from '../../src/domains/payments/payment-tokens.js';
import { PaymentsService } from '../../src/domains/payments/payments.service.js';
import { type PaymentRequest } from '../../src/contracts/payments.js';
import { RefundsService } from '../../src/domains/payments/refunds.service.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { startGateway } from '../../src/gateway/server.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { findViolations } from './invariants.js';
import { waitUntil } from './observe.js';

export const TOKENS = new PaymentTokens(LOCAL_PAYMENT_TOKEN_KEYS);

export type GatewayCall = 'charge' | 'find' | 'void' | 'capture' | 'refund' | 'findRefunds';

/** Intercepts a call of the gateway. */
type GatewayInterceptor = (call: GatewayCall, send: () => Promise<unknown>) => Promise<unknown>;

/** The payments service over a new database, with the simulated gateway in this process. */
export interface Payments {
  readonly database: TestDatabase;
  readonly source: DataSource;
  readonly gatewayUrl: string;
  readonly service: PaymentsService;
  readonly refunds: RefundsService;
  readonly followUp: PaymentFollowUpService;
  interceptor: GatewayInterceptor | undefined;
  /** The gateway calls for an order, in order. */
  calls(orderId: string): GatewayCall[];
  /** The gateway's charges for an order. */
  charges(orderId: string): Promise<{ status: string; amount: number; refunded: number; refunds: number }[]>;
  /** Resolves when the gateway has decided the charge of an order, even if the caller has disconnected. */
  waitForDecision(orderId: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startPayments(): Promise<Payments> {
  const database = await createTestDatabase();
  const decisions = new Set<string>();
  const logger = pino({ level: 'info' }, { write: (line: string) => decisions.add(parseDecidedOrderId(line) ?? '') });
  const gateway = await startGateway({ databaseUrl: database.url, port: 0, successRate: 1, latencyMs: 50, logger });
  const source = await openDatabase(database.url, ALL_DOMAINS, { poolSize: 20 });
  const calls: { call: GatewayCall; key: string }[] = [];
  const intercept = <T>(call: GatewayCall, key: string, send: () => Promise<T>): Promise<T> => {
    calls.push({ call, key });
    return payments.interceptor ? (payments.interceptor(call, send) as Promise<T>) : send();
  };
  const simulated = new SimulatedGateway(gateway.url);
  const interceptedGateway: PaymentGateway = {
    charge: (request, signal) => intercept('charge', request.idempotencyKey, () => simulated.charge(request, signal)),
    find: (charge, signal) => intercept('find', charge.idempotencyKey, () => simulated.find(charge, signal)),
    void: (request, signal) => intercept('void', request.idempotencyKey, () => simulated.void(request, signal)),
    capture: (request, signal) =>
      intercept('capture', request.idempotencyKey, () => simulated.capture(request, signal)),
    findRefunds: (charge, signal) =>
      intercept('findRefunds', charge.idempotencyKey, () => simulated.findRefunds(charge, signal)),
    refund: (request, signal) => intercept('refund', request.orderId, () => simulated.refund(request, signal)),
    capabilities: simulated.capabilities,
    readEvent: (rawBody, headers) => simulated.readEvent(rawBody, headers),
  };
  const refunds = new RefundsService(source, interceptedGateway);
  const payments: Payments = {
    database,
    source,
    gatewayUrl: gateway.url,
    service: new PaymentsService(source, interceptedGateway, TOKENS),
    refunds,
    followUp: new PaymentFollowUpService(source, refunds),
    interceptor: undefined,
    calls: (orderId) => calls.filter(({ key }) => key.startsWith(orderId)).map(({ call }) => call),
    charges: (orderId) =>
      database.query(
        `SELECT status, amount::int, refunded_amount::int AS refunded,
                (SELECT count(*)::int FROM gateway.refunds r WHERE r.charge_id = c.id) AS refunds
         FROM gateway.charges c WHERE order_id = $1`,
        [orderId],
      ),
    waitForDecision: async (orderId) => {
      await waitUntil(
        () => Promise.resolve(decisions),
        (orders) => orders.has(orderId),
      );
    },
    async stop() {
      await gateway.stop();
      await source.destroy();
      await database.drop();
    },
  };
  return payments;
}

function parseDecidedOrderId(line: string): string | undefined {
  const { msg, charge } = JSON.parse(line) as { msg: string; charge?: { order_id: string } };
  return msg === 'Charge processed' ? charge?.order_id : undefined;
}

export function paymentRequest(token = 'tok_approve'): PaymentRequest {
  const orderId = randomUUID();
  const sealedToken = TOKENS.encrypt(orderId, token);
  return { orderId, userId: randomUUID(), amount: 2_549, currency: 'USD', method: 'credit_card', sealedToken };
}

/** Finds violations of the payment invariants in a test that has payments without orders. */
export async function ledgerViolations(database: TestDatabase): Promise<[string, unknown][]> {
  const ignored = ['ledger.captured_matches_owed', 'ledger.no_charge_undecided'];
  return Object.entries(await findViolations(database)).filter(
    ([invariant]) => invariant.startsWith('ledger.') && !ignored.includes(invariant),
  );
}
