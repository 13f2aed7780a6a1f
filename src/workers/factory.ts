import { Client } from '@temporalio/client';
import {
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type LogLevel,
  type WorkerOptions,
} from '@temporalio/worker';
import { ActivityLogInterceptor } from '../activities/activity-log-interceptor.js';
import { DomainErrorInterceptor } from '../activities/domain-error-interceptor.js';
import { readConfig } from '../config/config.js';
import { openDatabase, type DomainSchema } from '../domains/database/database.js';
import { localDatabase, rejectInsecureDefaults } from '../config/insecure-defaults.js';
import { runService, type Stop } from '../process/run-service.js';
import type { Logger } from '../telemetry/logger.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { temporalMetrics } from '../telemetry/temporal-metrics.js';
import { workerTracing, type WorkerTracing } from '../telemetry/temporal-worker.js';
import { readTemporalSettings } from '../temporal/settings.js';
import { tlsConfigurationError } from '../temporal/tls-errors.js';
import type { TASK_QUEUES } from '../contracts/task-queues.js';
import { serveHealth } from './health.js';
import { versioningOptions } from './versioning.js';

type Database = Awaited<ReturnType<typeof openDatabase>>;

/** What makes one domain's worker. */
export interface WorkerDefinition {
  /** The domain: its task queue, and the name of its process. */
  readonly name: keyof typeof TASK_QUEUES;
  /** The schemas it reads and writes. */
  readonly schemas: readonly DomainSchema[];
  /** Its activities over its database, and what else it takes from the task queue. */
  readonly options: (database: Database) => Partial<WorkerOptions>;
  /** What it sees to at Temporal once it works; one that fails is logged, and the worker goes on. */
  readonly onStarted?: (client: Client) => Promise<void>;
  /** Reports the gauges of its domain, until it is told to stop. */
  readonly reportMetrics?: (database: Database) => () => void;
}

/** Options that every worker has, in production and in tests. */
export function commonOptions({ activity, sinks }: WorkerTracing = { activity: [] }) {
  return {
    interceptors: {
      activity: [
        ...activity,
        () => ({ inbound: new ActivityLogInterceptor() }),
        () => ({ inbound: new DomainErrorInterceptor() }),
      ],
    },
    ...(sinks && { sinks }),
    // A running charge hears of its cancellation within a second, not within most of its heartbeat timeout.
    maxHeartbeatThrottleInterval: '1 second',
  } satisfies Partial<WorkerOptions>;
}

/** Runs a domain's worker as a process of its own, until it is told to stop. */
export function runWorker(definition: WorkerDefinition): Promise<void> {
  return runService(definition.name, ({ logger, telemetry }) => {
    // runService handles the signals: the worker is to drain before its database goes.
    Runtime.install({ logger: temporalLogger(logger), shutdownSignals: [], telemetryOptions: temporalMetrics() });
    return startWorker(definition, telemetry, logger);
  });
}

async function startWorker(
  { name, schemas, options, onStarted, reportMetrics }: WorkerDefinition,
  telemetry: Telemetry,
  logger: Logger,
): Promise<Stop> {
  const config = readConfig([
    'NODE_ENV',
    'DATABASE_URL',
    'SHUTDOWN_GRACE_SECONDS',
    'WORKER_BUILD_ID',
    'WORKER_HEALTH_PORT',
  ]);
  rejectInsecureDefaults(config.NODE_ENV, [localDatabase(config.DATABASE_URL)]);
  const { connectionOptions, namespace, dataConverter } = readTemporalSettings();
  const database = await openDatabase(config.DATABASE_URL, schemas);
  const connection = await NativeConnection.connect(connectionOptions).catch((error: unknown) => {
    throw tlsConfigurationError(error) ?? error;
  });
  const temporal = {
    connection,
    ...(namespace !== undefined && { namespace }),
    ...(dataConverter && { dataConverter }),
  };
  const worker = await Worker.create({
    ...commonOptions(await workerTracing(telemetry)),
    ...temporal,
    taskQueue: name,
    ...versioningOptions(name, config.WORKER_BUILD_ID),
    // New runs come by the pollers of the queue, those under way by the sticky ones. Three of these, so that a busy worker keeps
    // orders waiting that are accepted already; with the default, eight of ten, it is whoever waits for theirs to be accepted.
    maxConcurrentWorkflowTaskPolls: 30,
    nonStickyToStickyPollRatio: 0.9,
    shutdownGraceTime: `${config.SHUTDOWN_GRACE_SECONDS} seconds`,
    shutdownForceTime: `${config.SHUTDOWN_GRACE_SECONDS + 5} seconds`,
    ...options(database),
  });
  const { WORKER_HEALTH_PORT: healthPort } = config;
  const stopHealthServer =
    healthPort === undefined ? undefined : await serveHealth(healthPort, () => worker.getState());
  const stopReporting = reportMetrics?.(database);
  const running = worker.run();
  // A worker that fails for good ends its process; whatever supervises it starts another.
  running.catch((error: unknown) => {
    process.nextTick(() => {
      throw error;
    });
  });
  await onStarted?.(new Client(temporal)).catch((error: unknown) => logger.warn({ err: error }, 'could not begin'));
  return async () => {
    worker.shutdown();
    await running;
    stopReporting?.();
    stopHealthServer?.();
    await connection.close();
    await database.destroy();
  };
}

/** The SDK's log lines, in the process's own log. */
function temporalLogger(logger: Logger): DefaultLogger {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const level = (
    logger.level === 'fatal' || logger.level === 'silent' ? 'ERROR' : logger.level.toUpperCase()
  ) as LogLevel;
  return new DefaultLogger(level, ({ level, message, meta }) => {
    const { workflowId, runId, ...rest } = meta ?? {};
    logger[levels[level]](
      { ...(workflowId !== undefined && { workflow_id: workflowId, run_id: runId as unknown }), ...rest },
      message,
    );
  });
}
