import { pseudonymizeEvents } from '../events/pseudonymize-events.js';
import { createErasureActivities } from '../activities/erasure.js';
import { createOrdersActivities } from '../activities/orders.js';
import { CatalogService } from '../domains/catalog/catalog.service.js';
import { catalogSchema } from '../domains/catalog/schema.js';
import { ErasureService } from '../domains/orders/erasure.service.js';
import { RetentionService } from '../domains/orders/retention.service.js';
import { ReturnsService } from '../domains/orders/returns.service.js';
import { OrderReconciliationQueries } from '../domains/orders/order-reconciliation-queries.js';
import { SHOP_PRICING } from '../domains/orders/pricing-rules.js';
import { OrdersService } from '../domains/orders/orders.service.js';
import { ordersSchema } from '../domains/orders/schema.js';
import { rotatePartitions } from '../events/rotate-partitions.js';
import { startSink } from '../events/sinks/start-sink.js';
import { CAPABILITIES } from '../providers/capabilities.js';
import { isTracingEnabled } from '../telemetry/signals.js';
import { isEncrypting } from '../temporal/settings.js';
import type { DataSource } from 'typeorm';
import type { Logger } from '../telemetry/logger.js';
import type { Configuration } from '../config/variables.js';
import { readConfig } from '../config/config.js';
import { recordInstallation } from './installation.js';
import { scheduleReconciliation } from './reconciliation-schedule.js';
import { scheduleRetention } from './retention-schedule.js';
import { everyHour } from './every-hour.js';
import { runWorker } from './factory.js';
import { prebuiltWorkflowBundle } from './workflow-bundles.js';
import { useRunningStack } from '../process/running-stack.js';

useRunningStack(['database', 'temporal']);

type SinkSettings = Pick<Configuration, 'EVENTS_SINK' | 'NATS_URL' | 'NATS_STREAM' | 'KAFKA_BROKERS' | 'KAFKA_TOPIC'>;

function startChosenSink(database: DataSource, config: SinkSettings, logger: Logger) {
  const { EVENTS_SINK: name, NATS_URL: url, NATS_STREAM: stream, KAFKA_BROKERS: brokers, KAFKA_TOPIC: topic } = config;
  if (name === 'nats') return startSink(database, name, { url, stream }, logger);
  return name === 'kafka' ? startSink(database, name, { brokers, topic }, logger) : undefined;
}

await runWorker({
  name: 'orders',
  schemas: [ordersSchema, catalogSchema],
  readSettings: () =>
    readConfig([
      ...([
        'PAYMENT_GATEWAY',
        'RECONCILE_EVERY_SECONDS',
        'RECONCILE_GRACE_SECONDS',
        'ORDERS_ARCHIVE_AFTER_DAYS',
      ] as const),
      ...(['EVENTS_RETENTION_DAYS', 'EVENTS_SINK', 'NATS_URL', 'NATS_STREAM', 'KAFKA_BROKERS', 'KAFKA_TOPIC'] as const),
    ]),
  options: (database, { PAYMENT_GATEWAY }) => ({
    ...prebuiltWorkflowBundle({ traced: isTracingEnabled(), encrypting: isEncrypting() }),
    activities: {
      ...createOrdersActivities(
        new CatalogService(database),
        new OrdersService(database),
        new OrderReconciliationQueries(database),
        CAPABILITIES[PAYMENT_GATEWAY],
        new ReturnsService(database),
        SHOP_PRICING,
      ),
      ...createErasureActivities(new ErasureService(database), new RetentionService(database), {
        pseudonymize: (orderIds) => pseudonymizeEvents(database, orderIds),
      }),
    },
  }),
  runBeside(database, config, logger) {
    const stopRotation = everyHour(
      () => rotatePartitions(database, config.EVENTS_RETENTION_DAYS),
      // Events are written to the old partition until the next rotation.
      (error) => logger.warn({ err: error }, 'The partitions of the outbox were not rotated'),
    );
    const stopSink = startChosenSink(database, config, logger);
    return async () => {
      stopRotation();
      await stopSink?.();
    };
  },
  onStarted: async (client, config, database) => {
    await scheduleReconciliation(client, config.RECONCILE_EVERY_SECONDS, config.RECONCILE_GRACE_SECONDS);
    await scheduleRetention(client, config.ORDERS_ARCHIVE_AFTER_DAYS);
    await recordInstallation(client, database);
  },
});
