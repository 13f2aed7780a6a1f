import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { inject } from 'vitest';
import { LOCAL_PAYMENT_TOKEN_KEYS } from '../../src/config/config.js';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { InventoryService } from '../../src/domains/inventory/inventory.service.js';
import { ReservationsService } from '../../src/domains/inventory/reservations.service.js';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import type { Pricing } from '../../src/domains/orders/pricing-rules.js';
import type { PaymentCapabilities, PaymentGateway } from '../../src/domains/payments/payment-gateway.js';
import { PaymentTokens } from '../../src/domains/payments/payment-tokens.js';
import { PaymentsService } from '../../src/domains/payments/payments.service.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import type { WebhookOptions } from '../../src/gateway/dispatcher.js';
import { startGateway, type Gateway } from '../../src/gateway/server.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { commonOptions } from '../../src/workers/factory.js';
import { accepted } from '../../src/workflows/messages.js';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import type { Acceptance, PlaceOrderInput } from '../../src/contracts/place-order.js';
import type { placeOrder } from '../../src/workflows/place-order.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { createFaultyActivities, type Fault } from './faulty-activities.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { startTemporal, type TemporalKind } from './temporal.js';

interface Product {
  readonly id: string;
  readonly price: number;
}

/** The system in this process, without the API: Postgres, Temporal, the simulated gateway and three workers. */
export interface System {
  readonly temporal: TestWorkflowEnvironment;
  readonly database: TestDatabase;
  readonly gatewayUrl: string;
  readonly catalog: CatalogService;
  readonly inventory: InventoryService;
  readonly reservations: ReservationsService;
  readonly orders: OrdersService;
  readonly payments: PaymentsService;
  /** Injects faults when set. */
  fault: Fault | undefined;
  addProduct(stock: number, price?: number, currency?: string): Promise<Product>;
  /** Replaces the worker of a task queue with a new one, which has an empty cache. */
  restart(queue: keyof typeof TASK_QUEUES): Promise<void>;
  /** Runs an action while the task queue has no worker. */
  withoutWorker(queue: keyof typeof TASK_QUEUES, action: () => Promise<unknown>): Promise<void>;
  /** Starts a placement, by default of one unit of a new product with a card that is approved. */
  place(input?: PlacementInput): Promise<PlacedOrder>;
  stop(): Promise<void>;
}

interface PlacementInput extends Partial<PlaceOrderInput> {
  /** Encrypted as the API does; null for none. */
  readonly paymentToken?: string | null;
}

export interface PlacedOrder {
  readonly orderId: string;
  readonly handle: WorkflowHandle<typeof placeOrder>;
  /** The result of the update `accepted`, which starts the run as the API does. */
  readonly acceptance: Promise<Acceptance>;
}

export interface SystemOptions {
  /** For tests that start their own workers. */
  readonly withoutWorkers?: boolean;
  /** Where the gateway sends its events; by default it does not send them. */
  readonly webhook?: WebhookOptions;
  /** The URL of the shop page, to which the payment pages lead back. */
  readonly shopUrl?: string;
  /** Replaces the gateway in this process. */
  readonly gatewayUrl?: string;
  /** Settings that shorten what takes minutes in production. They require a dev server that is not shared. */
  readonly dynamicConfig?: Readonly<Record<string, string>>;
  /** The payment provider of the workers; by default, the simulated gateway. */
  readonly gateway?: PaymentGateway;
  /** What the orders worker takes the payment provider to accept; by default, what the simulated gateway accepts. */
  readonly capabilities?: PaymentCapabilities;
  /** The rules of the shop; by default, an order costs the sum of its items. */
  readonly pricing?: Pricing;
  /** Overrides options of the orders worker. */
  readonly ordersWorker?: Partial<WorkerOptions>;
}

export async function startSystem(kind: TemporalKind, options: SystemOptions = {}): Promise<System> {
  const database = await createTestDatabase();
  const [temporal, source, gateway] = await Promise.all([
    startTemporal(kind, options.dynamicConfig),
    openDatabase(database.url, ALL_DOMAINS, { poolSize: 20 }),
    options.gatewayUrl === undefined ? startInProcessGateway(database.url, options.webhook) : undefined,
  ]);
  const gatewayUrl = gateway?.url ?? options.gatewayUrl ?? '';
  const catalog = new CatalogService(source);
  const inventory = new InventoryService(source);
  const reservations = new ReservationsService(source);
  const orders = new OrdersService(source);
  const tokens = new PaymentTokens(LOCAL_PAYMENT_TOKEN_KEYS);
  const provider =
    options.gateway ??
    new SimulatedGateway(gatewayUrl, options.shopUrl === undefined ? {} : { shopUrl: options.shopUrl });
  const payments = new PaymentsService(source, provider, tokens);

  const activities = createFaultyActivities(source, gatewayUrl, () => system.fault, {
    capabilities: options.capabilities,
    gateway: provider,
    pricing: options.pricing,
  });
  const startWorker = (taskQueue: keyof typeof TASK_QUEUES, options: Partial<WorkerOptions>) =>
    Worker.create({
      ...commonOptions(),
      connection: temporal.nativeConnection,
      namespace: temporal.namespace ?? 'default',
      taskQueue,
      ...options,
    });
  const workerOptions = (queue: keyof typeof TASK_QUEUES): Partial<WorkerOptions> => ({
    activities: activities[queue],
    ...(queue === 'orders' && {
      workflowBundle: { codePath: inject('workflowBundlePath') },
      ...options.ordersWorker,
    }),
  });
  const workers = new Map<keyof typeof TASK_QUEUES, { worker: Worker; ended: Promise<void> }>();
  const start = async (queue: keyof typeof TASK_QUEUES) => {
    const worker = await startWorker(queue, workerOptions(queue));
    workers.set(queue, { worker, ended: worker.run() });
  };
  const stop = async (queue: keyof typeof TASK_QUEUES) => {
    const { worker, ended } = workers.get(queue) ?? {};
    worker?.shutdown();
    await ended;
  };
  const restarts = new Map<string, Promise<void>>();
  if (!options.withoutWorkers) await Promise.all(Object.values(TASK_QUEUES).map(start));

  const system: System = {
    temporal,
    database,
    gatewayUrl,
    catalog,
    inventory,
    reservations,
    orders,
    payments,
    fault: undefined,

    async addProduct(stock, price = 1_999, currency = 'USD') {
      const id = randomUUID();
      const sku = `SKU-${id}`;
      await catalog.create({ id, sku, name: `Product ${id}`, price, currency });
      await inventory.create({ productId: id, sku, quantity: stock, warehouseCode: 'MAIN' });
      return { id, price };
    },

    restart(queue) {
      // Concurrent restarts run one after another.
      const restarted = (restarts.get(queue) ?? Promise.resolve()).then(() => stop(queue)).then(() => start(queue));
      restarts.set(queue, restarted);
      return restarted;
    },

    async withoutWorker(queue, act) {
      await stop(queue);
      await act();
      await start(queue);
    },

    async place({ paymentToken = 'tok_approve', ...input } = {}) {
      const orderId = input.orderId ?? randomUUID();
      const lines = input.lines ?? [{ productId: (await this.addProduct(1)).id, quantity: 1 }];
      const startWorkflowOperation = new WithStartWorkflowOperation<typeof placeOrder>('placeOrder', {
        workflowId: orderWorkflowId(orderId),
        taskQueue: TASK_QUEUES.orders,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        args: [
          {
            userId: randomUUID(),
            paymentMethod: 'credit_card',
            ...(paymentToken !== null && { sealedPaymentToken: tokens.encrypt(orderId, paymentToken) }),
            requestFingerprint: null,
            requestId: randomUUID(),
            reservationTtlSeconds: 900,
            ...input,
            orderId,
            lines,
          },
        ],
      });
      const requestFingerprint = input.requestFingerprint ?? null;
      const acceptance = temporal.client.workflow.executeUpdateWithStart(accepted, {
        args: [{ requestFingerprint }],
        startWorkflowOperation,
      });
      // Tests that ignore the acceptance must not fail when it rejects.
      acceptance.catch(() => undefined);
      return { orderId, handle: await startWorkflowOperation.workflowHandle(), acceptance };
    },

    async stop() {
      await Promise.all([...workers.keys()].map(stop));
      await temporal.teardown();
      await gateway?.stop();
      await source.destroy();
      await database.drop();
    },
  };
  return system;
}

function startInProcessGateway(databaseUrl: string, webhook: WebhookOptions | undefined): Promise<Gateway> {
  return startGateway({
    databaseUrl,
    port: 0,
    successRate: 1,
    logger: createLogger('gateway', 'silent'),
    latencyMs: 10,
    ...(webhook && { webhook }),
  });
}
