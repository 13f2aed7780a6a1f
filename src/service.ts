import { ConfigurationError } from './config.js';
import type { Logger } from './telemetry/logger.js';

/** Stops a running service; resolves when what was in flight is finished. */
export type Stop = () => Promise<void>;

/**
 * Runs one process of the system until it is told to stop by SIGTERM, SIGINT or the end of the process that started it.
 *
 * Tells the parent `'ready'` over IPC when there is one. A bad variable ends the process with one line and exit code 2;
 * any other failed start with exit code 1.
 */
export async function runService(logger: Logger, start: () => Promise<Stop>): Promise<void> {
  let stop: Stop;
  try {
    stop = await start();
  } catch (error) {
    fail(logger, error);
    return;
  }
  let stopping: Promise<void> | undefined;
  const end = (reason: string) => {
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
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  process.on('disconnect', () => end('parent process ended'));
  process.send?.('ready');
  logger.info('ready');
}

function fail(logger: Logger, error: unknown): never {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  logger.fatal({ err: error }, 'could not start');
  process.exit(1);
}
