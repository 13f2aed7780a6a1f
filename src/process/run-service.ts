import { ConfigurationError, readConfig } from '../config/config.js';
import { createLogger, type Logger } from '../telemetry/logger.js';
import { startTelemetry } from '../telemetry/start.js';
import type { Telemetry } from '../telemetry/telemetry.js';

/** Stops a running service; resolves when what was in flight is finished. */
export type Stop = () => Promise<void>;

/** What every process is given. */
export interface ServiceContext {
  readonly logger: Logger;
  readonly telemetry: Telemetry;
}

/**
 * Runs one of our services as a process; its telemetry starts before it and ends after it.
 *
 * @param name - as operators know it: `api`, `orders`, `inventory`, `payments`, `gateway`
 */
export function runService(name: string, start: (context: ServiceContext) => Promise<Stop>): Promise<void> {
  return runProcess(name, async (logger) => {
    const telemetry = await startTelemetry(name, logger);
    const stop = await start({ logger, telemetry });
    return async () => {
      await stop();
      await telemetry.stop();
    };
  });
}

/**
 * Runs a process until it is told to stop by SIGTERM, SIGINT or the end of the process that started it.
 *
 * Tells the parent `'ready'` over IPC when there is one. A bad variable ends the process with one line and exit code 2;
 * any other failed start with exit code 1.
 */
export async function runProcess(name: string, start: (logger: Logger) => Promise<Stop>): Promise<void> {
  let logger: Logger | undefined;
  try {
    const { NODE_ENV, LOG_LEVEL, LOG_FORMAT } = readConfig(['NODE_ENV', 'LOG_LEVEL', 'LOG_FORMAT']);
    logger = createLogger(name, LOG_LEVEL, LOG_FORMAT ?? (NODE_ENV === 'development' ? 'pretty' : 'json'));
    onShutdown(logger, await start(logger));
  } catch (error) {
    exitOnStartFailure(logger, error);
  }
}

function onShutdown(logger: Logger, stop: Stop): void {
  let stopping: Promise<void> | undefined;
  const shutDown = (reason: string) => {
    stopping ??= (async () => {
      logger.info({ reason }, 'stopping');
      await stop();
      logger.info('stopped');
      process.exit(0);
    })().catch((error: unknown) => {
      logger.error({ err: error }, 'did not stop cleanly');
      process.exit(1);
    });
  };
  process.on('SIGTERM', () => shutDown('SIGTERM'));
  process.on('SIGINT', () => shutDown('SIGINT'));
  process.on('disconnect', () => shutDown('parent process ended'));
  process.send?.('ready');
  logger.info('ready');
}

function exitOnStartFailure(logger: Logger | undefined, error: unknown): never {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  logger?.fatal({ err: error }, 'could not start');
  process.exit(1);
}
