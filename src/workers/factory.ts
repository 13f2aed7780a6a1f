import { loadClientConnectConfig } from '@temporalio/envconfig';
import {
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type LogLevel,
  type WorkerOptions,
} from '@temporalio/worker';
import { RefusalInterceptor } from '../activities/refusals.js';
import { readConfig } from '../config.js';
import { openDatabase, type DomainSchema } from '../domains/database.js';
import { localDatabase, refuseInProduction } from '../insecure-defaults.js';
import { runService, type Stop } from '../service.js';
import { createLogger, type Logger } from '../telemetry/logger.js';
import type { TASK_QUEUES } from '../workflows/task-queues.js';

type Database = Awaited<ReturnType<typeof openDatabase>>;

/** What makes one domain's worker. */
export interface WorkerDefinition {
  /** The domain: its task queue, and the name of its process. */
  readonly name: keyof typeof TASK_QUEUES;
  /** The schemas it reads and writes. */
  readonly schemas: readonly DomainSchema[];
  /** Its activities over its database, and what else it takes from the task queue. */
  readonly options: (database: Database) => Partial<WorkerOptions>;
}

/** Options that every worker has, in production and in tests. */
export const COMMON_WORKER_OPTIONS = {
  interceptors: { activity: [() => ({ inbound: new RefusalInterceptor() })] },
  // A running charge hears of its cancellation within a second, not within most of its heartbeat timeout.
  maxHeartbeatThrottleInterval: '1 second',
} as const satisfies Partial<WorkerOptions>;

/** Runs a domain's worker as a process of its own, until it is told to stop. */
export function runWorker(definition: WorkerDefinition): Promise<void> {
  const { LOG_LEVEL } = readConfig(['LOG_LEVEL']);
  const logger = createLogger(definition.name, LOG_LEVEL);
  // runService handles the signals: the worker is to drain before its database goes.
  Runtime.install({ logger: temporalLogger(logger), shutdownSignals: [] });
  return runService(logger, () => startWorker(definition));
}

async function startWorker({ name, schemas, options }: WorkerDefinition): Promise<Stop> {
  const config = readConfig(['NODE_ENV', 'DATABASE_URL', 'SHUTDOWN_GRACE_SECONDS']);
  refuseInProduction(config.NODE_ENV, [localDatabase(config.DATABASE_URL)]);
  const { connectionOptions, namespace } = loadClientConnectConfig();
  const database = await openDatabase(config.DATABASE_URL, schemas);
  const connection = await NativeConnection.connect(connectionOptions);
  const worker = await Worker.create({
    ...COMMON_WORKER_OPTIONS,
    connection,
    ...(namespace !== undefined && { namespace }),
    taskQueue: name,
    shutdownGraceTime: `${config.SHUTDOWN_GRACE_SECONDS} seconds`,
    shutdownForceTime: `${config.SHUTDOWN_GRACE_SECONDS + 5} seconds`,
    ...options(database),
  });
  const running = worker.run();
  // A worker that fails for good ends its process; whatever supervises it starts another.
  running.catch((error: unknown) => {
    process.nextTick(() => {
      throw error;
    });
  });
  return async () => {
    worker.shutdown();
    await running;
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
  return new DefaultLogger(level, ({ level: at, message, meta }) => logger[levels[at]](meta ?? {}, message));
}
