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
import { readAll, readConfig } from '../config/config.js';
import type { openDatabase, DomainSchema } from '../domains/database/database.js';
import { runService, type Stop } from '../process/run-service.js';
import type { Logger } from '../telemetry/logger.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { temporalMetrics } from '../telemetry/temporal-metrics.js';
import { workerTracing, type WorkerTracing } from '../telemetry/temporal-worker.js';
import { readTemporalSettings, type TemporalSettings } from '../temporal/settings.js';
import { temporalStartError } from '../temporal/start-errors.js';
import type { TASK_QUEUES } from '../contracts/task-queues.js';
import { serveHealth } from './health.js';
import { openMigratedDatabase } from './open-migrated-database.js';
import { versioningOptions } from './versioning.js';

type Database = Awaited<ReturnType<typeof openDatabase>>;

export interface WorkerDefinition<Settings> {
  /** The domain, its task queue and the process name. */
  readonly name: keyof typeof TASK_QUEUES;
  readonly schemas: readonly DomainSchema[];
  /** Reads and checks the settings that only this worker needs. */
  readonly readSettings: () => Settings;
  /** The activities and other worker options of the domain. */
  readonly options: (database: Database, settings: Settings) => Partial<WorkerOptions>;
  /** Runs once the worker polls. A failure is logged; the worker continues. */
  readonly onStarted?: (client: Client, settings: Settings, database: Database) => Promise<void>;
  /** Starts reporting the domain's gauges. @returns a function that stops */
  readonly reportMetrics?: (database: Database) => () => void;
  /** Starts work beside the activities. @returns a function that stops it, if it does not end by itself */
  readonly runBeside?: (database: Database, settings: Settings, logger: Logger) => Stop | undefined;
}

/** Worker options shared by production and tests. */
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
    // An activity learns about its cancellation from a heartbeat; the default throttles to 80 % of the heartbeat timeout.
    maxHeartbeatThrottleInterval: '1 second',
  } satisfies Partial<WorkerOptions>;
}

/** Runs a domain's worker as a process, until it receives a signal. */
export function runWorker<Settings>(definition: WorkerDefinition<Settings>): Promise<void> {
  const readSettings = () => readAll(readWorkerConfig, () => readTemporalSettings(), definition.readSettings);
  return runService(definition.name, readSettings, ({ settings, logger, telemetry }) => {
    // runService handles signals, so that the worker drains before its database connections close.
    Runtime.install({ logger: temporalLogger(logger), shutdownSignals: [], telemetryOptions: temporalMetrics() });
    return startWorker(definition, settings, telemetry, logger);
  });
}

const readWorkerConfig = () =>
  readConfig([
    'DATABASE_URL',
    'DATABASE_CONNECTION_MAX_AGE_SECONDS',
    'DATABASE_POOLER',
    'SHUTDOWN_GRACE_SECONDS',
    'WORKER_BUILD_ID',
    'WORKER_HEALTH_PORT',
  ]);

async function startWorker<Settings>(
  { name, schemas, options, onStarted, reportMetrics, runBeside }: WorkerDefinition<Settings>,
  [config, temporalSettings, settings]: [ReturnType<typeof readWorkerConfig>, TemporalSettings, Settings],
  telemetry: Telemetry,
  logger: Logger,
): Promise<Stop> {
  const { connectionOptions, namespace, dataConverter } = temporalSettings;
  const database = await openMigratedDatabase(config.DATABASE_URL, schemas, {
    connectionMaxAgeSeconds: config.DATABASE_CONNECTION_MAX_AGE_SECONDS,
    pooler: config.DATABASE_POOLER,
  });
  const explain = (error: unknown): never => {
    throw temporalStartError(error, connectionOptions.address);
  };
  const connection = await NativeConnection.connect(connectionOptions).catch(explain);
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
    // New executions arrive on the normal queue, accepted ones on the sticky queue. With three sticky pollers out of 30, a busy
    // worker delays accepted orders; with the default ratio it would delay customers who wait for acceptance.
    maxConcurrentWorkflowTaskPolls: 30,
    nonStickyToStickyPollRatio: 0.9,
    shutdownGraceTime: `${config.SHUTDOWN_GRACE_SECONDS} seconds`,
    shutdownForceTime: `${config.SHUTDOWN_GRACE_SECONDS + 5} seconds`,
    ...options(database, settings),
  }).catch(explain);
  const { WORKER_HEALTH_PORT: healthPort } = config;
  const stopHealthServer =
    healthPort === undefined ? undefined : await serveHealth(healthPort, () => worker.getState());
  const stopReporting = reportMetrics?.(database);
  const stopBeside = runBeside?.(database, settings, logger);
  const running = worker.run();
  // A failed worker exits the process, and the supervisor restarts it.
  running.catch((error: unknown) => {
    process.nextTick(() => {
      throw error;
    });
  });
  await onStarted?.(new Client(temporal), settings, database).catch((error: unknown) =>
    logger.warn({ err: error }, 'Start-up task failed'),
  );
  return async () => {
    worker.shutdown();
    await running;
    stopReporting?.();
    await stopBeside?.();
    stopHealthServer?.();
    await connection.close();
    await database.destroy();
  };
}

/** Forwards the SDK's log lines to the process's logger. */
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
