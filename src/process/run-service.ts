import { ConfigurationError, misspeltVariables, readAll, readConfig, StartError } from '../config/config.js';
import { createLogger, type Logger } from '../telemetry/logger.js';
import { startTelemetry } from '../telemetry/start.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { onNpmExit } from './parent-watch.js';
import { VERSION } from './version.js';

/** Stops a running service; resolves once work in flight has finished. */
export type Stop = () => Promise<void>;

export interface ServiceContext<Settings> {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
}

/**
 * Runs a service with telemetry, which starts before the service and stops after it.
 *
 * @param name - the process name in logs and telemetry: `api`, `orders`, `inventory`, `payments` or `gateway`
 * @param readSettings - reads and checks all settings of the service, before anything starts
 */
export function runService<Settings>(
  name: string,
  readSettings: () => Settings,
  start: (context: ServiceContext<Settings>) => Promise<Stop>,
): Promise<void> {
  return runProcess(name, readSettings, async (logger, settings) => {
    const telemetry = await startTelemetry(name, logger);
    const stop = await start({ settings, logger, telemetry });
    return async () => {
      await stop();
      await telemetry.stop();
    };
  });
}

/**
 * Runs a process until it receives SIGTERM or SIGINT, or until its parent process exits.
 *
 * Sends `'ready'` to the parent over IPC, if there is one. Exits with 0 after a clean stop, with 2 and one line per problem
 * when the configuration is invalid, and with 1 after any other failure: with one line when something outside is missing.
 */
export async function runProcess<Settings>(
  name: string,
  readSettings: () => Settings,
  start: (logger: Logger, settings: Settings) => Promise<Stop>,
): Promise<void> {
  let logger: Logger | undefined;
  try {
    const [{ NODE_ENV, LOG_LEVEL, LOG_FORMAT }, settings] = readAll(
      () => readConfig(['NODE_ENV', 'LOG_LEVEL', 'LOG_FORMAT']),
      readSettings,
    );
    logger = createLogger(name, LOG_LEVEL, LOG_FORMAT ?? (NODE_ENV === 'development' ? 'pretty' : 'json'));
    for (const { name: variable, nearest } of misspeltVariables())
      logger.warn({ variable, nearest }, 'Unknown variable ignored: it is almost the name of another');
    onShutdown(logger, await start(logger, settings));
  } catch (error) {
    exitOnStartFailure(logger, error);
  }
}

function onShutdown(logger: Logger, stop: Stop): void {
  let stopping: Promise<void> | undefined;
  const shutDown = (reason: string) => {
    stopping ??= (async () => {
      logger.info({ reason }, 'Process stopping');
      await stop();
      logger.info('Process stopped');
      process.exit(0);
    })().catch((error: unknown) => {
      logger.error({ err: error }, 'Shutdown failed');
      process.exit(1);
    });
  };
  process.on('SIGTERM', () => shutDown('SIGTERM'));
  process.on('SIGINT', () => shutDown('SIGINT'));
  process.on('disconnect', () => shutDown('parent process exited'));
  onNpmExit(() => shutDown('npm exited'));
  process.send?.('ready');
  logger.info({ version: VERSION }, 'Process ready');
}

function exitOnStartFailure(logger: Logger | undefined, error: unknown): never {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  if (error instanceof StartError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  logger?.fatal({ err: error }, 'start failed');
  process.exit(1);
}
